/** Which Azure subscription a subscription is. */
package cloud.reseller.kit.entitlement;
