/**
 * Projecting: committed records become rows, and the reader's position is stored in the same
 * transaction.
 */
package cloud.reseller.log.projection;
