/**
 * Runs deciding on Kafka: one thread polls, takes each owned partition from assignment to deciding,
 * waits at the barrier for the facts of a batch and commits outcomes with the offsets of their
 * inputs. Problems in one partition stop only that partition.
 */
package cloud.reseller.log.decide.loop;
