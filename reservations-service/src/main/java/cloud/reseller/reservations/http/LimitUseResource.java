package cloud.reseller.reservations.http;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.reservations.read.LimitUse;
import cloud.reseller.reservations.read.LimitUse.Limit;
import cloud.reseller.reservations.read.LimitUse.Spent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The purchase limits of a customer with what is used of them now. Limits are measured by the
 * partner's cost, so customers never see them.
 */
@Path("/v1/customers/{customerId}/limituse")
class LimitUseResource {

  private static final Duration DAY = Duration.ofDays(1);

  private final Access access;
  private final LimitUse use;
  private final Clock clock;

  @Inject
  LimitUseResource(Access access, LimitUse use, Clock clock) {
    this.access = access;
    this.use = use;
    this.clock = clock;
  }

  /**
   * The limits and their use.
   *
   * @param items one for each currency in which there is a limit or a purchase
   */
  record LimitUseForm(Instant asOf, List<InCurrency> items, Attributes attributes) {}

  /**
   * In one currency, in minor units.
   *
   * @param perOrderMinor limit of an order, if there is one
   */
  record InCurrency(String currency, OptionalLong perOrderMinor, Window perDay, Window per30Days) {}

  /**
   * A time for which purchases are added up.
   *
   * @param limitMinor if there is a limit
   * @param leftMinor of the limit; 0 if it is exceeded
   * @param endsAt when the day ends; the 30 days move on with every purchase and have no end
   */
  record Window(
      OptionalLong limitMinor, long usedMinor, OptionalLong leftMinor, Optional<Instant> endsAt) {

    private static Window of(OptionalLong limit, long used, Optional<Instant> endsAt) {
      return new Window(
          limit,
          used,
          limit.isPresent()
              ? OptionalLong.of(Math.max(0, limit.getAsLong() - used))
              : OptionalLong.empty(),
          endsAt);
    }
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  @Operation(summary = "The purchase limits of the customer with what is used of them now (agents)")
  public LimitUseForm get(@PathParam("customerId") String customer) {
    String id = access.forAgent(customer).customerId;
    Instant now = clock.instant();
    List<Spent> spent = use.spent(id, now);
    Optional<Limit> limit = use.limit(id);
    List<InCurrency> items = new ArrayList<>();
    limit.ifPresent(
        its ->
            items.add(
                item(
                    its,
                    spent.stream()
                        .filter(one -> one.currency().equals(its.currency()))
                        .findFirst()
                        .orElse(new Spent(its.currency(), 0, 0)),
                    now)));
    spent.stream()
        .filter(one -> limit.filter(its -> its.currency().equals(one.currency())).isEmpty())
        .forEach(one -> items.add(item(none(one.currency()), one, now)));
    return new LimitUseForm(now, List.copyOf(items), Attributes.of("LimitUse"));
  }

  private static Limit none(String currency) {
    return new Limit(currency, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  private static InCurrency item(Limit limit, Spent spent, Instant now) {
    return new InCurrency(
        limit.currency(),
        limit.perOrderMinor(),
        Window.of(
            limit.perDayMinor(), spent.todayMinor(), Optional.of(LimitUse.dayOf(now).plus(DAY))),
        Window.of(limit.per30DaysMinor(), spent.within30DaysMinor(), Optional.empty()));
  }
}
