/** From the answer to a command to the answer to its caller. */
package cloud.reseller.kit.command;
