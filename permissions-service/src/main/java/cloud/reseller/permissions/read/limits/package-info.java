/** The purchase limits that are set. */
package cloud.reseller.permissions.read.limits;
