/** Reservations: what was bought, by whom, at which price, and what was refused. */
package cloud.reseller.reservations;
