/**
 * Starts, watches and stops the whole system on one machine. What the parts and services do inside
 * does not belong here.
 */
package cloud.reseller.local.launch;
