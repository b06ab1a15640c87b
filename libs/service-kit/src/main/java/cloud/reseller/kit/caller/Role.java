package cloud.reseller.kit.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The roles of the realm. */
public enum Role {
  ADMIN_AGENT,
  SALES_AGENT,
  HELPDESK_AGENT,
  CUSTOMER_USER,
  OPERATIONS;

  /** The role's name in the token, such as {@code admin_agent}. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with that name; other roles of the realm have no meaning here. */
  static Optional<Role> named(String claim) {
    return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
  }
}
