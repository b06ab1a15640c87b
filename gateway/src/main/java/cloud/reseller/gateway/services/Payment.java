package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How a purchase is paid. */
public enum Payment {
  MONTHLY,
  UPFRONT,
  OTHER;

  /** Orders and bills say one time for upfront. */
  @JsonCreator
  static Payment of(String code) {
    return code.equals("one_time") || code.equals("OneTime") ? UPFRONT : Codes.of(code, OTHER);
  }
}
