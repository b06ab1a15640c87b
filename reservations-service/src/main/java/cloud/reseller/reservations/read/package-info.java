/**
 * The read side: reservations and orders, the outcome of each request, and the customer data needed
 * to determine who may see them. No decisions are made here.
 */
package cloud.reseller.reservations.read;
