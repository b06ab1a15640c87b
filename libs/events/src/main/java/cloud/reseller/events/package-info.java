/**
 * The published language: every fact, request and outcome as a record, and its JSON form. No rules
 * of a service belong here, and no dependency on Quarkus or Kafka.
 */
package cloud.reseller.events;
