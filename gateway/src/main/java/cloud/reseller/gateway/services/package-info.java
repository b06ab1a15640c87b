/** The services as pages ask them: over their public interface, as the person who is signed in. */
package cloud.reseller.gateway.services;
