/**
 * Real infrastructure for tests. What a test asserts, and every business word, stays in the module
 * under test.
 */
package cloud.reseller.testing;
