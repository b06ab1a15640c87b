/**
 * What every HTTP server of the system refuses before a route sees it: messages that
 * implementations could parse differently, slow callers, and more connections than it can hold. It
 * sits between the socket and the server's own decoder, so that nothing has been dropped or
 * repaired before it.
 */
package cloud.reseller.http;
