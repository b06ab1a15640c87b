/**
 * The one door. It knows which service answers for which address and nothing else: tokens, bodies
 * and rules are the services' own.
 */
package cloud.reseller.gateway;
