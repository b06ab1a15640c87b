package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.RequestIds;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What is chosen on the page to buy a reservation, as its address and its form say it. */
public final class Wishes {

  private Wishes() {}

  /**
   * The address of the page.
   *
   * @param search part of a size's name
   */
  public record Chosen(
      @RestQuery Optional<String> search,
      @RestQuery Optional<String> subscription,
      @RestQuery Optional<String> size,
      @RestQuery Optional<String> region,
      @RestQuery Optional<String> quantity,
      @RestQuery Optional<String> term,
      @RestQuery Optional<String> plan,
      @RestQuery Optional<String> scope,
      @RestQuery Optional<String> name) {

    /** What is chosen. */
    public Wish wish() {
      return Wish.of(subscription, size, region, quantity, term, plan, scope, name);
    }
  }

  /**
   * The form that buys.
   *
   * @param nonce made with the page
   */
  public record Sent(
      @RestForm Optional<String> nonce,
      @RestForm Optional<String> subscription,
      @RestForm Optional<String> size,
      @RestForm Optional<String> region,
      @RestForm Optional<String> quantity,
      @RestForm Optional<String> term,
      @RestForm Optional<String> plan,
      @RestForm Optional<String> scope,
      @RestForm Optional<String> name) {

    /** What is wanted. */
    public Wish wish() {
      return Wish.of(subscription, size, region, quantity, term, plan, scope, name);
    }

    /** The nonce; another one if the form has none. */
    public String once() {
      return RequestIds.of(nonce);
    }
  }
}
