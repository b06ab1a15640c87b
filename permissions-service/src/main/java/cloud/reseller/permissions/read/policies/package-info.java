/** The purchase permissions that are on. */
package cloud.reseller.permissions.read.policies;
