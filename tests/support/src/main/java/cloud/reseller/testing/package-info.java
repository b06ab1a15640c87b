/** Real infrastructure for tests. Assertions and business terms belong in the module under test. */
package cloud.reseller.testing;
