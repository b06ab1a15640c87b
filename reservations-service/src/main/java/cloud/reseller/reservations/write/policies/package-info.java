/**
 * What several features decide by: how a policy answers, tables that hold from a day on, and
 * policies that belong to no single feature.
 */
package cloud.reseller.reservations.write.policies;
