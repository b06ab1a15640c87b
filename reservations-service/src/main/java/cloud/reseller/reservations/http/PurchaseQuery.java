package cloud.reseller.reservations.http;

import cloud.reseller.events.Actor;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.reservations.read.ReservationView.Order;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which purchases a list has, and in which order. */
public class PurchaseQuery {

  @QueryParam("order")
  @Parameter(description = "oldest (usual) or newest first")
  Optional<String> order = Optional.empty();

  @QueryParam("origin")
  @Parameter(description = "customer or partner, the side that bought; both if left out")
  Optional<String> origin = Optional.empty();

  /** The order as it was given. */
  Optional<String> orderText() {
    return present(order);
  }

  /** The side as it was given. */
  Optional<String> originText() {
    return present(origin);
  }

  /**
   * The order of the list.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  Order order() {
    return orderText()
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "oldest" -> Order.OLDEST_FIRST;
                  case "newest" -> Order.NEWEST_FIRST;
                  default ->
                      throw ErrorCode.INVALID_PARAMETER.because(
                          "order must be oldest or newest.", "order");
                })
        .orElse(Order.OLDEST_FIRST);
  }

  /**
   * The side that bought.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  Optional<Actor.Side> origin() {
    return originText()
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "customer" -> Actor.Side.CUSTOMER;
                  case "partner" -> Actor.Side.PARTNER;
                  default ->
                      throw ErrorCode.INVALID_PARAMETER.because(
                          "origin must be customer or partner.", "origin");
                });
  }

  /**
   * Whether only reservations whose term goes on are asked for, or only those whose does not.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  static Optional<Boolean> active(Optional<String> state) {
    return present(state)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "active" -> true;
                  case "expired" -> false;
                  default ->
                      throw ErrorCode.INVALID_PARAMETER.because(
                          "state must be active or expired.", "state");
                });
  }

  private static Optional<String> present(Optional<String> text) {
    return text.filter(some -> !some.isBlank());
  }
}
