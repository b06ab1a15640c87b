/** The activity log: who did what to which customer. */
package cloud.reseller.gateway.dashboard.activity;
