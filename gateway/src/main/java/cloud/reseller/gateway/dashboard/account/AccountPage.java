package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;

/** What the account of a customer shows. */
record AccountPage(CustomerHead head, Formats.Id id, PermissionArea permission) {

  static AccountPage of(CustomerHead head, Formats formats, PermissionArea permission) {
    return new AccountPage(head, formats.id(head.id()), permission);
  }
}
