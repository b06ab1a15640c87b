/**
 * Takes one input to its outcome on a frozen state, and writes with the outcome what it rests on:
 * input and digest, facts, rules, time and the chain. The same bytes in make the same bytes out, so
 * that a decision is taken again from the log alone and compared byte by byte.
 */
package cloud.reseller.log.decide.evidence;
