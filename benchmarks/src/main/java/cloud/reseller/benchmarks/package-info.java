/**
 * Figures measured on this machine, each beside what the machine can do at most in the same run.
 */
package cloud.reseller.benchmarks;
