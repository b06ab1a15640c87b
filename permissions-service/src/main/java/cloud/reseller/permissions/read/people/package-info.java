/** The people in the directory. */
package cloud.reseller.permissions.read.people;
