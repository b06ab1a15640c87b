/**
 * The security log: refused sign-ins and missing rights, with ids and never names, rate-limited.
 */
package cloud.reseller.kit.security;
