package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Paging;
import cloud.reseller.gateway.services.PermissionsService;
import cloud.reseller.gateway.services.PricePreview;
import cloud.reseller.gateway.services.ReservationsService;
import cloud.reseller.gateway.services.Subscription;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks for what the page to buy a reservation shows, for either side. */
@RequestScoped
public class Choosing {

  /** As many subscriptions as the service gives at once. */
  private static final int MOST = 500;

  private final PermissionsService permissions;
  private final ReservationsService reservations;
  private final Viewer viewer;

  @Inject
  Choosing(
      @RestClient PermissionsService permissions,
      @RestClient ReservationsService reservations,
      Viewer viewer) {
    this.permissions = permissions;
    this.reservations = reservations;
    this.viewer = viewer;
  }

  /**
   * Asks for the page.
   *
   * @param address of the page
   * @param search part of a size's name; empty for the chosen size
   * @return waits for the answers
   */
  public Supplier<BuyPage> of(
      Side side, String address, String customer, String search, Wish wish, FormProblem problem) {
    var subscriptions =
        permissions.subscriptions(
            customer, "usage", side == Side.CUSTOMER, Paging.of(MOST, Optional.empty()));
    var sizes = reservations.sizes(customer, search.isEmpty() ? wish.size() : search);
    Optional<CompletionStage<PricePreview>> price =
        wish.hasPrice()
            ? Optional.of(
                reservations.pricePreview(
                    customer,
                    PricePreview.Asked.of(
                        wish.size(), wish.region(), wish.plan(), wish.quantity())))
            : Optional.empty();
    return () ->
        BuyPage.of(
            address,
            side,
            search,
            wish,
            Part.of(subscriptions),
            one -> mayPay(side, one),
            Part.of(sizes),
            price.map(Part::of),
            problem,
            viewer.formats());
  }

  private boolean mayPay(Side side, Subscription one) {
    return switch (side) {
      case CUSTOMER ->
          one.owners().orElse(List.of()).stream()
              .anyMatch(person -> person.id().equals(viewer.objectId()));
      case PARTNER -> true;
    };
  }
}
