/**
 * The parts of the log as beans: a service declares what it decides and projects; this package
 * creates and verifies topics and starts and stops everything in order.
 */
package cloud.reseller.kit.runtime;
