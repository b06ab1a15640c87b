/**
 * The log's pieces as beans: a service says what it decides and projects, and this package makes
 * the topics, verifies them, starts everything in order and stops it in order.
 */
package cloud.reseller.kit.runtime;
