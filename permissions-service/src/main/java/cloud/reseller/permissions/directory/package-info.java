/** Adds and erases people, which this service alone does. How they stand is the kit's. */
package cloud.reseller.permissions.directory;
