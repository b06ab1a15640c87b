/**
 * The whole system from outside. Services are processes that are started, killed and stopped here;
 * what they did is judged by what stands in the log and by what they answer, never by looking into
 * them.
 */
package cloud.reseller.acceptance;
