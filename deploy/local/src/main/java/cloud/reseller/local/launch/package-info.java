/**
 * Starts, watches and stops the whole system on one machine. How the parts and services work does
 * not belong here.
 */
package cloud.reseller.local.launch;
