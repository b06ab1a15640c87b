/** The list of a partner's customers. */
package cloud.reseller.gateway.dashboard.customers;
