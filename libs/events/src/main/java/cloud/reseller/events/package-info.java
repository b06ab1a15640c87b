/**
 * The published language: every fact, request and outcome as a record, and how each is written as
 * JSON. No rule of any service belongs here, and neither Quarkus nor Kafka.
 */
package cloud.reseller.events;
