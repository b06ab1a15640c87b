/** Charges in the public form of the one-time reconciliation lines (domain facts, 7.2). */
package cloud.reseller.billing.http;
