/**
 * The read side: a package for each view, with its rows and queries. No decisions are made here.
 */
package cloud.reseller.permissions.read;
