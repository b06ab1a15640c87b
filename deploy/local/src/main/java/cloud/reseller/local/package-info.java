/** The launcher of one machine; here what more than one of its parts prints with. */
package cloud.reseller.local;
