/** Every change of the purchase permissions. */
package cloud.reseller.permissions.read.history;
