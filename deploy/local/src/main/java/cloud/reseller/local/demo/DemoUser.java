package cloud.reseller.local.demo;

import cloud.reseller.local.parts.Realm;

/** The users of the demo, in the order of {@code demo-users.properties}. */
public enum DemoUser {
  ADMIN("admin@meridian.example", "Ada Brandt", Realm.Role.ADMIN_AGENT, "admin agent of Meridian"),
  SALES("sales@meridian.example", "Sami Lind", Realm.Role.SALES_AGENT, "sales agent of Meridian"),
  HELPDESK(
      "help@meridian.example", "Hana Okoro", Realm.Role.HELPDESK_AGENT, "helpdesk of Meridian"),
  FOREIGN_ADMIN(
      "admin@polaris.example",
      "Paul Ferro",
      Realm.Role.ADMIN_AGENT,
      "admin agent of Polaris, another partner"),
  OWNER(
      "olga@brightwater.example",
      "Olga Owner",
      Realm.Role.CUSTOMER_USER,
      "Owner at Brightwater Foods, may buy"),
  NON_OWNER(
      "nils@brightwater.example",
      "Nils Reader",
      Realm.Role.CUSTOMER_USER,
      "user at Brightwater Foods, not Owner"),
  CEDAR_OWNER(
      "carl@cedar.example",
      "Carl Maier",
      Realm.Role.CUSTOMER_USER,
      "Owner at Cedar Logistics, may buy once its permission is on"),
  OPERATOR(
      "operator@service.example",
      "Otto Berg",
      Realm.Role.OPERATIONS,
      "operations, not of any partner or customer");

  private final String username;
  private final String fullName;
  private final Realm.Role role;
  private final String about;

  DemoUser(String username, String fullName, Realm.Role role, String about) {
    this.username = username;
    this.fullName = fullName;
    this.role = role;
    this.about = about;
  }

  /** The name in the file. */
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  String username() {
    return username;
  }

  String fullName() {
    return fullName;
  }

  Realm.Role role() {
    return role;
  }

  String about() {
    return about;
  }
}
