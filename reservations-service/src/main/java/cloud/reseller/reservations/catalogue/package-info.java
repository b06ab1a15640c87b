/**
 * What is sold at which cost: public price sheets and flexibility ratios are read from CSV and
 * published as facts. Which price holds when is decided elsewhere.
 */
package cloud.reseller.reservations.catalogue;
