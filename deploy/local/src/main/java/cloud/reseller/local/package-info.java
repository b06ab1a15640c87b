/** The launcher for one machine; this package holds helpers shared by its commands. */
package cloud.reseller.local;
