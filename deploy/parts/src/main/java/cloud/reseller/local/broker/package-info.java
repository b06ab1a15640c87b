/**
 * The main program of the broker's own JVM and the lists of the parts' files; nothing here runs in
 * the process that starts the parts.
 */
package cloud.reseller.local.broker;
