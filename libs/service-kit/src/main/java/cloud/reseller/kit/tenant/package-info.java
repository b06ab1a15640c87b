/** What a caller may write to: the customers of its own tenant, and nobody else's. */
package cloud.reseller.kit.tenant;
