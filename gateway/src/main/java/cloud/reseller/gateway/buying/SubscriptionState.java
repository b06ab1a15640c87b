package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Subscription;

/** The state of a subscription in words. */
public final class SubscriptionState {

  private SubscriptionState() {}

  /** The state. */
  public static State of(Subscription.Status status, Words words) {
    CommonWords commonWords = words.of(CommonWords.class);
    return switch (status) {
      case ACTIVE -> State.ok(commonWords.active());
      case SUSPENDED -> State.waits(commonWords.suspended());
      case DELETED, OTHER -> State.off(commonWords.ended());
    };
  }
}
