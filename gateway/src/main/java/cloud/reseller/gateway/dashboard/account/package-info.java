/** The account of a customer, with its permission to purchase. */
package cloud.reseller.gateway.dashboard.account;
