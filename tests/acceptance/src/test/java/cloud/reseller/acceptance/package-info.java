/**
 * The whole system from outside. Services are processes that are started, killed and stopped here,
 * and are tested only by the log and their answers, never by their internals.
 */
package cloud.reseller.acceptance;
