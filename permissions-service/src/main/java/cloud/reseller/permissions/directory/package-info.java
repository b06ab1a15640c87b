/**
 * Adds and erases people, which only this service does. Their records and rows are defined in the
 * kit.
 */
package cloud.reseller.permissions.directory;
