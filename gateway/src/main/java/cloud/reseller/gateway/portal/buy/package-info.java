/** Buying a reservation: what, how, and what it costs. */
package cloud.reseller.gateway.portal.buy;
