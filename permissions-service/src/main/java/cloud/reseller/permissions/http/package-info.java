/**
 * The public HTTP interface of this service: access, the form of requests, and the answers for
 * outcomes. Decisions that depend on the log are not made here.
 */
package cloud.reseller.permissions.http;
