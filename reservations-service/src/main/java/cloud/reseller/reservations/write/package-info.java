/**
 * Deciding purchases: commands, refusals and the decider, which has a line for each command; the
 * subpackages hold state, pricing, shared policies and the features. Everything is pure: no clock,
 * no database, no Kafka.
 */
package cloud.reseller.reservations.write;
