package cloud.reseller.reservations.http;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Currencies;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.PurchaseRequest;
import cloud.reseller.events.PurchaseRequest.Properties;
import cloud.reseller.events.PurchaseRequest.Sku;
import cloud.reseller.events.Term;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.reservations.read.CustomerView;
import cloud.reseller.reservations.read.MarketView;
import cloud.reseller.reservations.read.PriceRuleView;
import cloud.reseller.reservations.read.PriceSheets;
import cloud.reseller.reservations.read.PriceSheets.OfMarket;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.policies.Resolution;
import cloud.reseller.reservations.write.policies.Resolution.Refused;
import cloud.reseller.reservations.write.policies.Resolution.Resolved;
import cloud.reseller.reservations.write.pricing.CatalogueSelection;
import cloud.reseller.reservations.write.pricing.Commitment;
import cloud.reseller.reservations.write.pricing.PricePreview;
import cloud.reseller.reservations.write.pricing.SheetLine;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a purchase would cost, before anybody asks for it. Stores nothing. */
@Path("/v1/customers/{customerId}/pricepreview")
class PricePreviewResource {

  private static final int MONTHS_A_YEAR = 12;

  private final Access access;
  private final PriceSheets sheets;
  private final DefaultMarkup defaultMarkup;
  private final Clock clock;

  @Inject
  PricePreviewResource(
      Access access, PriceSheets sheets, DefaultMarkup defaultMarkup, Clock clock) {
    this.access = access;
    this.sheets = sheets;
    this.defaultMarkup = defaultMarkup;
    this.clock = clock;
  }

  /** What is asked about: the part of a purchase that its price depends on. */
  record Asked(Sku sku, String location, AskedProperties properties) {

    /** The terms that are asked about. */
    private List<String> terms() {
      return properties
          .term()
          .map(List::of)
          .orElseGet(() -> Arrays.stream(Term.values()).map(Term::name).toList());
    }

    private PurchaseRequest.Reservation wanted(String term) {
      return new PurchaseRequest.Reservation(
          sku,
          location,
          new Properties(
              properties.reservedResourceType().orElse("VirtualMachines"),
              "",
              term,
              properties.billingPlan().orElse("Upfront"),
              properties.quantity(),
              Optional.empty(),
              "",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
  }

  /**
   * The rest of it.
   *
   * @param reservedResourceType VirtualMachines if left out
   * @param term every term that is sold if left out
   * @param billingPlan Upfront if left out
   */
  record AskedProperties(
      Optional<String> reservedResourceType,
      Optional<String> term,
      Optional<String> billingPlan,
      long quantity) {}

  /**
   * The prices.
   *
   * @param prices by term, the shortest first
   */
  record Preview(
      Sku sku,
      String location,
      String billingPlan,
      int quantity,
      List<Price> prices,
      Instant asOf,
      Attributes attributes) {}

  /**
   * The price of a term.
   *
   * @param customerPrice what the customer would pay for the whole term
   * @param payAsYouGo what the same would cost without a reservation, if the sheet says it
   * @param payments how many payments there would be
   * @param firstPayment the payment on the day of the purchase; the last one includes what is left
   *     over by dividing
   * @param pricing what only the partner sees, for admin and sales agents
   */
  record Price(
      String term,
      Amount customerPrice,
      Optional<Amount> payAsYouGo,
      int payments,
      Amount firstPayment,
      Optional<PartnerPricing> pricing) {}

  @POST
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.CUSTOMER_USER})
  @Operation(
      summary =
          "What a purchase would cost now, with the customer's price; stores nothing (agents; users"
              + " of the customer)")
  public Preview preview(@PathParam("customerId") String customerId, Asked asked) {
    String id = Access.guid(customerId);
    Caller.Member who = access.forAnyone(id);
    asked.terms().forEach(term -> PurchaseForm.check(asked.wanted(term)));
    Instant now = clock.instant();
    PurchaseRules rules = PurchaseRules.of(ReservationDecider.NEWEST);
    String partner = CustomerView.of(id).orElseThrow(CurrentCaller::customerNotFound).partnerId;
    String country = MarketView.of(id).orElseThrow(CurrentCaller::customerNotFound);
    Optional<OfMarket> sheet = sheets.inForce(partner, country, now);
    List<PriceSheetLine> lines =
        sheet.map(one -> sheets.aboutSize(one, asked.sku().name())).orElse(List.of());
    NavigableMap<String, PriceRule> prices = PriceRuleView.ofCustomer(id);
    List<Resolution<Commitment>> priced =
        asked.terms().stream()
            .map(
                term ->
                    PricePreview.of(
                        asked.wanted(term),
                        country,
                        sheet.map(OfMarket::sheet),
                        lines,
                        prices,
                        defaultMarkup.at(now),
                        now,
                        rules))
            .toList();
    List<Commitment> sold = priced.stream().flatMap(PricePreviewResource::sold).toList();
    if (sold.isEmpty()) {
      throw problem(priced.getFirst());
    }
    CatalogueSelection first = sold.getFirst().selection();
    return new Preview(
        new Sku(first.line().sku()),
        first.line().region(),
        Wording.billingPlan(first.plan()),
        sold.getFirst().quantity(),
        sold.stream().map(one -> price(one, lines, who)).toList(),
        now,
        Attributes.of("PricePreview"));
  }

  private static Stream<Commitment> sold(Resolution<Commitment> priced) {
    return switch (priced) {
      case Resolved<Commitment>(Commitment commitment) -> Stream.of(commitment);
      case Refused<Commitment> _ -> Stream.empty();
    };
  }

  private static ProblemException problem(Resolution<Commitment> priced) {
    return switch (priced) {
      case Refused<Commitment> refused ->
          PurchaseCommands.problem(refused.refusal(), refused.text());
      case Resolved<Commitment> _ -> throw new IllegalStateException("it is sold");
    };
  }

  private static Price price(Commitment priced, List<PriceSheetLine> lines, Caller.Member who) {
    SheetLine line = priced.selection().line();
    Money price = priced.customerPrice();
    int payments =
        switch (priced.selection().plan()) {
          case UPFRONT -> 1;
          case MONTHLY -> line.term().years() * MONTHS_A_YEAR;
        };
    return new Price(
        line.term().name(),
        Amount.of(price),
        payAsYouGo(lines, line, priced.quantity()).map(Amount::of),
        payments,
        Amount.of(new Money(Math.floorDiv(price.amountMinor(), (long) payments), price.currency())),
        PartnerPricing.of(priced.cost(), price, priced.price(), who));
  }

  /** Rounded half up once, on the whole order, as every amount is. */
  private static Optional<Money> payAsYouGo(
      List<PriceSheetLine> lines, SheetLine line, int quantity) {
    return lines.stream()
        .filter(one -> one.sheetSku().equals(line.sheetSku()) && one.from().equals(line.from()))
        .filter(one -> one.region().equals(line.region()) && one.term() == line.term())
        .findFirst()
        .flatMap(PriceSheetLine::payAsYouGo)
        .map(
            unit ->
                new Money(
                    unit.value()
                        .multiply(BigDecimal.valueOf(quantity))
                        .movePointRight(Currencies.fractionDigits(unit.currency()))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                    unit.currency()));
  }
}
