/** The price sheets for a partner's customers. */
package cloud.reseller.gateway.dashboard.sheets;
