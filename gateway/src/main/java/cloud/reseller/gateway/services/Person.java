package cloud.reseller.gateway.services;

import java.util.Optional;

/** A person; without names if the directory does not have the person. */
public record Person(String id, Optional<String> userPrincipalName, Optional<String> displayName) {

  /** The name, else the sign-in name; empty if the directory does not have the person. */
  public Optional<String> known() {
    return displayName.or(this::userPrincipalName);
  }

  /** The name, else the sign-in name, else the id. */
  public String name() {
    return known().orElse(id);
  }
}
