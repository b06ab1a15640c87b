/** What agents can tell their customers about the reservations they bought. */
package cloud.reseller.gateway.dashboard.help;
