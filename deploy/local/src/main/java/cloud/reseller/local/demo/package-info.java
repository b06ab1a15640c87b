/**
 * The demo: two partners and what they do first, said through the public interface like any client
 * would. Nothing here may know how the services keep it.
 */
package cloud.reseller.local.demo;
