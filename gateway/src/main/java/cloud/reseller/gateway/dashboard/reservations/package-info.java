/** The reservations of a customer. */
package cloud.reseller.gateway.dashboard.reservations;
