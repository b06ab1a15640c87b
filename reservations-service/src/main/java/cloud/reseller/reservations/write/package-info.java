/**
 * Deciding purchases: commands, the state they are decided on, the rules and the refusals. Pure: no
 * clock, no database, no Kafka.
 */
package cloud.reseller.reservations.write;
