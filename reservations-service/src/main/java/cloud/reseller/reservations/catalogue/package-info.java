/**
 * Imports the catalogue: public price sheets and flexibility ratios are read from CSV and published
 * as facts. Which price is in force is decided elsewhere.
 */
package cloud.reseller.reservations.catalogue;
