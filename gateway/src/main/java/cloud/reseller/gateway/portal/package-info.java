/** The customer portal: what its pages share. */
package cloud.reseller.gateway.portal;
