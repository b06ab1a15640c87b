/** Buying a reservation for a customer. */
package cloud.reseller.gateway.dashboard.purchase;
