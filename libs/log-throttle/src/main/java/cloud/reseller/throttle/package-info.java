/** Rate limiting of log lines, for libraries and the gateway alike. */
package cloud.reseller.throttle;
