/** What became of the requests of a customer's user. */
package cloud.reseller.gateway.portal.requests;
