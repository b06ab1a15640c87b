/**
 * Shared by several features: the result types of policies, dated values, and policies that belong
 * to no single feature.
 */
package cloud.reseller.reservations.write.policies;
