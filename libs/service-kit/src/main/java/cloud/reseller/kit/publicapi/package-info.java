/**
 * The public Partner Center form of requests and answers (C1-C8): collections, attributes, the
 * error body, the request's own headers.
 */
package cloud.reseller.kit.publicapi;
