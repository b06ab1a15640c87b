/** Which products price sheets sell. */
package cloud.reseller.permissions.read.soldproducts;
