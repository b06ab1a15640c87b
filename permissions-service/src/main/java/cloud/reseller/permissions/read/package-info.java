/**
 * What readers see: a package for each view, with its rows and the questions asked of it. Nothing
 * here decides.
 */
package cloud.reseller.permissions.read;
