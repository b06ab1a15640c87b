/**
 * Deciding: one thread per instance turns the requests of the partitions it owns into outcomes, in
 * the log's order, exactly once, with evidence.
 */
package cloud.reseller.log.decide;
