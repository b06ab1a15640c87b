/**
 * The gateway. It only knows which service answers for which address: tokens, bodies and rules are
 * the services' concern.
 */
package cloud.reseller.gateway;
