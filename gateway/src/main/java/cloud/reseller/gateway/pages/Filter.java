package cloud.reseller.gateway.dashboard;

/**
 * A choice of a filter, which stands in the address.
 *
 * @param current whether it is what is shown
 */
public record Filter(String text, String address, boolean current) {}
