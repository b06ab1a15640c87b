/**
 * What happens to a call before its resource sees it: the caller is checked first, and only then is
 * the body read, on the event loop, with bounded space and time.
 */
package cloud.reseller.kit.intake;
