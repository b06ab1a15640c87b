/** The order history of a customer. */
package cloud.reseller.gateway.dashboard.orders;
