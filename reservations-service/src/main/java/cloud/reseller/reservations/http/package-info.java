/** The public face: purchases, reservations, orders and the outcome of a request, over HTTP. */
package cloud.reseller.reservations.http;
