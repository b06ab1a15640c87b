/** The security log: refused sign-ins and rights, in ids and never in names, bounded in rate. */
package cloud.reseller.kit.security;
