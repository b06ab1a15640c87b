/** How purchases become charges, and how charges are read. */
package cloud.reseller.billing.read;
