/**
 * Projecting: committed records become rows, with the reader's position in the same transaction.
 */
package cloud.reseller.log.projection;
