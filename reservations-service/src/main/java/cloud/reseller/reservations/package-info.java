/** Reservations: what was bought, by whom, for which price, and what was refused. */
package cloud.reseller.reservations;
