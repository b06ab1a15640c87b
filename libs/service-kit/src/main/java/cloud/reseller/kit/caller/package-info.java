/** Who calls, from the token (C8), and what the roles allow. */
package cloud.reseller.kit.caller;
