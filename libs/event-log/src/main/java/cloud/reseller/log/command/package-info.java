/** The HTTP side of deciding: publish a command, wait until its outcome and its rows are seen. */
package cloud.reseller.log.command;
