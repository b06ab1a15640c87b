/**
 * What is known of a partition's keys: folded from the log, kept in snapshots, opened again once a
 * fact that closed it can be read. State is trusted by the positions it rests on, never by who owns
 * the partition; what a running transaction would make of it lies over it until the commit is sure.
 */
package cloud.reseller.log.decide.state;
