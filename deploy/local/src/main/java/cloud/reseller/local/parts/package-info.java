/**
 * The real parts, each a child process of this JVM: Kafka, PostgreSQL, Keycloak. Nothing specific
 * to the launcher or to tests belongs here.
 */
package cloud.reseller.local.parts;
