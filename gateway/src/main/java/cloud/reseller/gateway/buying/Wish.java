package cloud.reseller.gateway.buying;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.NameBasedUuid;
import cloud.reseller.events.PurchaseRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the form of a purchase says. Who asks and for which customer comes from the session.
 *
 * @param subscription the Azure subscription it is billed to
 * @param term P1Y or P3Y
 * @param plan Upfront or Monthly
 * @param scope shared, or the Azure subscription it applies to
 * @param name what the reservation is called; may be empty
 */
public record Wish(
    String subscription,
    String size,
    String region,
    long quantity,
    String term,
    String plan,
    String scope,
    String name) {

  /** The scope that covers every subscription. */
  public static final String SHARED = "shared";

  /** What a form or an address says; what is left out is what most people want. */
  public static Wish of(
      Optional<String> subscription,
      Optional<String> size,
      Optional<String> region,
      Optional<String> quantity,
      Optional<String> term,
      Optional<String> plan,
      Optional<String> scope,
      Optional<String> name) {
    return new Wish(
        subscription.orElse(""),
        size.orElse(""),
        region.orElse(""),
        quantity.map(Wish::number).orElse(1L),
        term.filter("P3Y"::equals).orElse("P1Y"),
        plan.filter("Monthly"::equals).orElse("Upfront"),
        scope.filter(text -> !text.isBlank()).orElse(SHARED),
        name.map(String::strip).orElse(""));
  }

  /** What is no number is none that can be bought. */
  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** The same, billed to an Azure subscription. */
  Wish billedTo(String other) {
    return new Wish(other, size, region, quantity, term, plan, scope, name);
  }

  /** Whether what a price depends on is chosen. */
  public boolean hasPrice() {
    return !size.isEmpty() && !region.isEmpty() && quantity > 0;
  }

  /** The request of a person. */
  public PurchaseRequest request(String customer, String user) {
    boolean shared = scope.equals(SHARED);
    return new PurchaseRequest(
        customer,
        user,
        new PurchaseRequest.Reservation(
            new PurchaseRequest.Sku(size),
            region,
            new PurchaseRequest.Properties(
                "VirtualMachines",
                "/subscriptions/" + subscription,
                term,
                plan,
                quantity,
                Optional.of(name).filter(text -> !text.isEmpty()),
                shared ? "Shared" : "Single",
                shared ? Optional.empty() : Optional.of(List.of("/subscriptions/" + scope)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  /**
   * The id of a request: the same for the same values of the same page, so that sending a form
   * twice buys once, and another one when a value was changed.
   *
   * @param nonce made with the page
   */
  public static UUID id(UUID nonce, PurchaseRequest request) {
    return NameBasedUuid.version5(nonce, EventJson.write(request));
  }
}
