/**
 * Runs deciding on Kafka: one thread polls, brings each partition it owns from assignment to
 * deciding, waits at the barrier for the facts of a batch and commits outcomes with the offsets of
 * their inputs. Whatever is slow, missing or broken in one partition stops that partition alone.
 */
package cloud.reseller.log.decide.loop;
