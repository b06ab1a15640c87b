/**
 * Decides inputs on a frozen state, and writes the evidence with each outcome: input and digest,
 * facts, rules, time and the chain. The same input bytes give the same output bytes, so that a
 * decision can be verified from the log alone.
 */
package cloud.reseller.log.decide.evidence;
