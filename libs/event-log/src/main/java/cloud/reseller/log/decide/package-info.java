/**
 * What a service hands in to have its requests decided: the topics, the rules and the codecs, and
 * the words they are written in. Nothing here runs: {@code loop} turns the requests of the
 * partitions an instance owns into outcomes, in the log's order and exactly once, {@code evidence}
 * takes each decision so that anybody can take it again, and {@code state} is what decisions rest
 * on.
 */
package cloud.reseller.log.decide;
