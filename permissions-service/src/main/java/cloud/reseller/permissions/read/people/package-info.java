/** People, as the directory has them. */
package cloud.reseller.permissions.read.people;
