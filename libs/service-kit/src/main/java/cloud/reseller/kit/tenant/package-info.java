/** Restricts writes to the customers of the caller's own tenant. */
package cloud.reseller.kit.tenant;
