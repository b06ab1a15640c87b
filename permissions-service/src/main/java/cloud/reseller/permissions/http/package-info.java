/**
 * The public HTTP form of this service: who may call, what a request must look like, how an outcome
 * is told. Nothing here decides what only the log can know.
 */
package cloud.reseller.permissions.http;
