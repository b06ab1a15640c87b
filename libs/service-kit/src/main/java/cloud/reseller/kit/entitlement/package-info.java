/** The Azure subscription of each subscription. */
package cloud.reseller.kit.entitlement;
