/** The customers of a partner. */
package cloud.reseller.permissions.read.customers;
