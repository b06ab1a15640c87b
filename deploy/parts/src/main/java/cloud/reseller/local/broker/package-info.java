/**
 * The main program of the broker's JVM and the file lists of the parts; nothing here runs in the
 * process that starts the parts.
 */
package cloud.reseller.local.broker;
