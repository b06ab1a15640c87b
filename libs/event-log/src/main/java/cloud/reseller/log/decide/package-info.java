/**
 * What a service provides to have its requests decided: topics, rules and codecs, with their types.
 * The subpackages run it: {@code loop} turns the requests of owned partitions into outcomes, in log
 * order and exactly once, {@code evidence} makes each decision so that it can be verified, and
 * {@code state} holds what decisions rest on.
 */
package cloud.reseller.log.decide;
