/** Meters whose labels are of a closed set, whatever is sent from outside. */
package cloud.reseller.kit.metrics;
