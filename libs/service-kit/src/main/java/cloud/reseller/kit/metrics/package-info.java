/** Keeps metric labels within a closed set, whatever callers send. */
package cloud.reseller.kit.metrics;
