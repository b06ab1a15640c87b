package cloud.reseller.gateway.dashboard.subscriptions;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Words;

/** The filter of subscriptions by how they are billed. */
enum Billed implements Choice {
  ALL(""),
  USAGE("usage"),
  LICENCE("license");

  private final String value;

  Billed(String value) {
    this.value = value;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public String text(Words words) {
    SubscriptionsWords subscriptionsWords = words.of(SubscriptionsWords.class);
    return switch (this) {
      case ALL -> words.of(CommonWords.class).all();
      case USAGE -> subscriptionsWords.usageBased();
      case LICENCE -> subscriptionsWords.licences();
    };
  }
}
