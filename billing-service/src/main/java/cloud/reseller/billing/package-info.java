/** Who owes what: every purchase becomes charges that the partner pays (S18). */
package cloud.reseller.billing;
