/** The subscriptions of a customer and their Owners. */
package cloud.reseller.gateway.dashboard.subscriptions;
