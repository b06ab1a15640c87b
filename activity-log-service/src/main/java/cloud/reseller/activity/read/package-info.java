/** How events become rows of the audit trail, and how the rows are read. */
package cloud.reseller.activity.read;
