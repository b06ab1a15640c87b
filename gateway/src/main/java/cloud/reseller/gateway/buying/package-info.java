/** Choosing a reservation and what it costs, the same for a customer's user and for an agent. */
package cloud.reseller.gateway.buying;
