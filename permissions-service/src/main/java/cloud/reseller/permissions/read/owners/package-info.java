/** Who is Owner of which subscription. */
package cloud.reseller.permissions.read.owners;
