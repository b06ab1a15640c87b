package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;

/**
 * What the account of a customer shows.
 *
 * @param activity address of the activity log about the customer
 */
record AccountPage(
    CustomerHead head, Formats.Id id, String activity, People people, PermissionArea permission) {

  static AccountPage of(
      CustomerHead head, Formats formats, PermissionArea permission, People people) {
    return new AccountPage(
        head,
        formats.id(head.id()),
        "/dashboard/activity?customer=" + head.id(),
        people,
        permission);
  }
}
