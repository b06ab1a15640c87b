/**
 * What readers see: reservations and orders, the outcome of each request, and as much of the
 * customers as is needed to say who may see them. Nothing here decides.
 */
package cloud.reseller.reservations.read;
