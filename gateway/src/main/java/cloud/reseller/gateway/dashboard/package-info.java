/** The partner dashboard: what the pages of one customer share. */
package cloud.reseller.gateway.dashboard;
