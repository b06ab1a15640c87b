package cloud.reseller.gateway.pages;

import java.util.Arrays;
import java.util.List;
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

  /** As services see it: operations together with another role has no rights. */
  static Optional<Role> of(Set<String> claimed) {
    List<Role> roles =
        Arrays.stream(values())
            .filter(role -> claimed.contains(role.name().toLowerCase(Locale.ROOT)))
            .toList();
    return roles.size() > 1 && roles.contains(OPERATIONS)
        ? Optional.empty()
        : roles.stream().findFirst();
  }
}
