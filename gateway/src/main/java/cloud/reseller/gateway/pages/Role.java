package cloud.reseller.gateway.pages;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The role of a person who is signed in. Only services grant rights; pages show what they grant.
 */
public enum Role {
  ADMIN_AGENT,
  SALES_AGENT,
  HELPDESK_AGENT,
  CUSTOMER_USER,
  OPERATIONS;

  /** The role's name in tokens, for annotations. */
  public static final String ADMIN = "admin_agent";

  public static final String SALES = "sales_agent";
  public static final String HELPDESK = "helpdesk_agent";
  public static final String USER = "customer_user";
  public static final String OPERATOR = "operations";

  /** Whether the role buys for customers. */
  public boolean buysForCustomers() {
    return switch (this) {
      case ADMIN_AGENT, SALES_AGENT -> true;
      case HELPDESK_AGENT, CUSTOMER_USER, OPERATIONS -> false;
    };
  }

  /** Whether the role sees price sheets. */
  public boolean seesPriceSheets() {
    return switch (this) {
      case ADMIN_AGENT, SALES_AGENT -> true;
      case HELPDESK_AGENT, CUSTOMER_USER, OPERATIONS -> false;
    };
  }

  /** The role by which pages are chosen. */
  static Optional<Role> of(Set<String> claimed) {
    return effective(claimed).stream().findFirst();
  }

  /**
   * The roles as services see them: operations together with another role has no rights, and an
   * agent is no customer's user.
   */
  static Set<Role> effective(Set<String> claimed) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : values()) {
      if (claimed.contains(role.claim())) {
        roles.add(role);
      }
    }
    if (roles.size() > 1 && roles.contains(OPERATIONS)) {
      return Set.of();
    }
    if (roles.size() > 1) {
      roles.remove(CUSTOMER_USER);
    }
    return roles;
  }

  /** The role's name in tokens. */
  String claim() {
    return name().toLowerCase(Locale.ROOT);
  }
}
