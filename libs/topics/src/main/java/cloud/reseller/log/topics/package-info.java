/**
 * Topics and the access to them: what a service depends on, made where it is missing, verified
 * before it starts.
 */
package cloud.reseller.log.topics;
