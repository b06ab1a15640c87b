/** The subscriptions of a customer's user. */
package cloud.reseller.gateway.portal.subscriptions;
