package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Words;

/** The filter of reservations by whether their term goes on. */
enum Term implements Choice {
  ANY(""),
  ACTIVE("active"),
  ENDED("expired");

  private final String value;

  Term(String value) {
    this.value = value;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public String text(Words words) {
    CommonWords commonWords = words.of(CommonWords.class);
    return switch (this) {
      case ANY -> commonWords.all();
      case ACTIVE -> commonWords.active();
      case ENDED -> commonWords.ended();
    };
  }
}
