/**
 * Deciding: commands, refusals and the decider, which has a line for each command; the subpackages
 * hold the customer's state and the features. Everything is pure; neither HTTP nor SQL belongs
 * here.
 */
package cloud.reseller.permissions.write;
