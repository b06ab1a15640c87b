/**
 * Topics and access to them: what a service depends on, created if missing, and verified before the
 * service starts.
 */
package cloud.reseller.log.topics;
