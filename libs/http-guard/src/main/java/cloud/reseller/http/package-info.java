/**
 * What every HTTP server of the house refuses before a route sees it: messages that two readers
 * could take differently, callers that trickle, and more connections than it can hold. It stands
 * between the socket and the server's own decoder, so that nothing was dropped or repaired before.
 */
package cloud.reseller.http;
