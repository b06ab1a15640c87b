/** The prices that a customer pays, and the limits on what it buys itself. */
package cloud.reseller.gateway.dashboard.prices;
