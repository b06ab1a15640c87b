/**
 * What decisions rest on besides state and prices: tables that hold from a day on, and judgements
 * that several features share.
 */
package cloud.reseller.reservations.write.policies;
