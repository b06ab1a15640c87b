/**
 * What happens to a call before its resource sees it: who may call is looked at first, and only
 * then is the body read, by the event loop, into a bounded place and within a bounded time.
 */
package cloud.reseller.kit.intake;
