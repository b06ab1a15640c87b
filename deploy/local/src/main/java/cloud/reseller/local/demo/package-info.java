/**
 * The demo: two partners and their first actions, made through the public interface like those of
 * any client. Nothing here may depend on how the services store data.
 */
package cloud.reseller.local.demo;
