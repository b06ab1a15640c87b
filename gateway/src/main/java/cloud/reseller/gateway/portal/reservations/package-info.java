/** The reservations that a customer's user may see. */
package cloud.reseller.gateway.portal.reservations;
