/**
 * The real parts, each a child process of this JVM: Kafka, PostgreSQL, Keycloak. No launcher and no
 * test knowledge belongs here.
 */
package cloud.reseller.local.parts;
