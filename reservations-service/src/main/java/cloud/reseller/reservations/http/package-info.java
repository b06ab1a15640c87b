/** The public HTTP interface: purchases, reservations, orders and the outcome of requests. */
package cloud.reseller.reservations.http;
