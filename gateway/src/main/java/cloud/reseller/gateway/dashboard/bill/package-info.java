/** What is charged and not yet invoiced. */
package cloud.reseller.gateway.dashboard.bill;
