package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;

/** The side that bought. */
public enum Origin {
  CUSTOMER,
  PARTNER,
  OTHER;

  @JsonCreator
  static Origin of(String code) {
    return Codes.of(code, OTHER);
  }
}
