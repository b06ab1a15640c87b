/**
 * The calling side of deciding: publish a command, wait until its outcome and its rows are visible.
 */
package cloud.reseller.log.command;
