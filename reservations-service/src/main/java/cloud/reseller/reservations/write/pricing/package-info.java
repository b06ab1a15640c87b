/** What is sold at which cost, and what a customer pays for it. */
package cloud.reseller.reservations.write.pricing;
