/** Benchmarks, each compared with the machine's limit in the same run. */
package cloud.reseller.benchmarks;
