/** The audit trail in the public form (domain facts, 3.2 and 3.3). */
package cloud.reseller.activity.http;
