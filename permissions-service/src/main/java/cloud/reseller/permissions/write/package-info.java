/**
 * Deciding: commands, refusals, the decider with a line for each command, and below it the state of
 * a customer and the features. Pure; neither HTTP nor SQL belongs here.
 */
package cloud.reseller.permissions.write;
