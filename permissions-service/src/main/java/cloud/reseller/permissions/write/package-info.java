/**
 * Deciding: commands, the state of one customer, the rules and the refusals. Pure; neither HTTP nor
 * SQL belongs here.
 */
package cloud.reseller.permissions.write;
