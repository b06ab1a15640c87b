/** The prices a partner set for a customer. */
package cloud.reseller.permissions.read.pricerules;
