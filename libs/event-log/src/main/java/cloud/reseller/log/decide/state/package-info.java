/**
 * The state of a partition's keys: folded from the log, stored in snapshots, and reopened once a
 * fact that closed it can be read. The validity of state depends on its positions, never on who
 * owns the partition; an overlay holds the changes of a running transaction until its commit is
 * certain.
 */
package cloud.reseller.log.decide.state;
