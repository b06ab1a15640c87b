/** The subscriptions of a customer. */
package cloud.reseller.permissions.read.subscriptions;
