/** Who may buy: customers, their subscriptions and Owners, and what their partner allows them. */
package cloud.reseller.permissions;
