/**
 * Deciding purchases: commands, refusals, the decider with a line for each command, and below it
 * state, prices, shared policies and the features that are decided on them. Pure: no clock, no
 * database, no Kafka.
 */
package cloud.reseller.reservations.write;
