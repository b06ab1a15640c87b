/** The catalogue of products with their cost, and the prices for customers. */
package cloud.reseller.reservations.write.pricing;
