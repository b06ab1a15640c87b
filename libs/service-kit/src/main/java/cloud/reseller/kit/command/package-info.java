/** Sends the commands of HTTP calls and turns their outcomes into HTTP answers. */
package cloud.reseller.kit.command;
