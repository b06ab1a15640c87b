package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.paging.ListAddress;
import cloud.reseller.kit.paging.PageQuery;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.permissions.read.pricerules.PriceRuleView;
import cloud.reseller.permissions.read.soldproducts.SoldProducts;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The prices that a partner sets for a customer (S58). Without a target in the address, a rule
 * applies to all products. Customers never see them.
 */
@Path("/v1/customers/{customerId}/pricerules")
class PriceRulesResource {

  private static final String ALL = "*";

  private static final String NOT_SOLD =
      "No price sheet for this customer sells the target, now or later, so no purchase has this"
          + " price. Compare it with the lines of GET /v1/pricesheets, or publish a sheet that sells"
          + " it.";

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;
  private final SoldProducts sold;
  private final Clock clock;

  @Inject
  PriceRulesResource(
      Access access, CommandGateway<PermissionCommand> commands, SoldProducts sold, Clock clock) {
    this.access = access;
    this.commands = commands;
    this.sold = sold;
    this.clock = clock;
  }

  /**
   * A price rule.
   *
   * @param target a price sheet SKU as productId:skuId, an ARM SKU name, or "*"; taken from the
   *     address when writing; if sent, it must be the same
   * @param rule a fixed price per unit for the whole term, or a percentage markup on the cost
   */
  record PriceRuleForm(
      Optional<String> target,
      PriceRule rule,
      Optional<Instant> setDate,
      Optional<Links> links,
      Optional<PriceRuleAttributes> attributes) {

    /**
     * Attributes of a price rule.
     *
     * @param warnings why no purchase has this price although it is set
     */
    record PriceRuleAttributes(
        Optional<String> objectType,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<List<String>> warnings) {

      private static PriceRuleAttributes of(boolean isSold) {
        return new PriceRuleAttributes(
            Optional.of("PriceRule"), isSold ? Optional.empty() : Optional.of(List.of(NOT_SOLD)));
      }
    }

    static PriceRuleForm of(
        String customerId, String target, PriceRule rule, Instant at, boolean isSold) {
      return new PriceRuleForm(
          Optional.of(target),
          rule,
          Optional.of(at),
          Optional.of(Links.self(uri(customerId) + "/" + target)),
          Optional.of(PriceRuleAttributes.of(isSold)));
    }
  }

  @PUT
  @Recorded(PermissionCommandType.SET_PRICE_RULE)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Set the price rule for all products without one of their own (admin agent)")
  public PriceRuleForm setForAll(@PathParam("customerId") String customer, PriceRuleForm form) {
    return set(customer, ALL, form);
  }

  @PUT
  @Path("/{sku}")
  @Recorded(PermissionCommandType.SET_PRICE_RULE)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(
      summary =
          "Set the price rule for a price sheet SKU or an ARM SKU; attributes.warnings says if no"
              + " price sheet sells it (admin agent)")
  public PriceRuleForm set(
      @PathParam("customerId") String customer, @PathParam("sku") String sku, PriceRuleForm form) {
    Requester by = access.admin(customer, PermissionCommandType.SET_PRICE_RULE);
    String customerId = Access.guid(customer);
    Fields.same("target", form.target(), sku);
    var set = commands.send(new SetPriceRule(customerId, sku, form.rule(), by), PriceRuleSet.class);
    String target = set.event().target();
    boolean isSold =
        CustomerView.of(by.tenantId(), customerId)
            .map(its -> notSold(its, List.of(target)).isEmpty())
            .orElse(true);
    return PriceRuleForm.of(customerId, target, set.event().rule(), set.at(), isSold);
  }

  @DELETE
  @Recorded(PermissionCommandType.REMOVE_PRICE_RULE)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(
      summary = "Remove the price rule for all products without one of their own (admin agent)")
  public void removeForAll(@PathParam("customerId") String customer) {
    remove(customer, ALL);
  }

  @DELETE
  @Path("/{sku}")
  @Recorded(PermissionCommandType.REMOVE_PRICE_RULE)
  @AllowedTo(Role.ADMIN_AGENT)
  @Operation(summary = "Remove the price rule for a SKU (admin agent)")
  public void remove(@PathParam("customerId") String customer, @PathParam("sku") String sku) {
    Requester by = access.admin(customer, PermissionCommandType.REMOVE_PRICE_RULE);
    commands.send(new RemovePriceRule(Access.guid(customer), sku, by), PriceRuleRemoved.class);
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT})
  @Operation(summary = "List the price rules of the customer (admin and sales agents)")
  public SeekBasedResourceCollection<PriceRuleForm> list(
      @PathParam("customerId") String customer, @BeanParam PageQuery query) {
    CustomerView its = access.forAgent(customer);
    return Lists.pageOf(
        query,
        new ListAddress(uri(its.customerId)),
        target -> PriceRuleView.of(its.customerId, target),
        (after, most) -> PriceRuleView.ofCustomer(its.customerId, after, most),
        rule -> rule.target,
        rules -> forms(its, rules));
  }

  @GET
  @Path("/{sku}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT})
  @Operation(summary = "Get the price rule for a SKU (admin and sales agents)")
  public PriceRuleForm get(@PathParam("customerId") String customer, @PathParam("sku") String sku) {
    CustomerView its = access.forAgent(customer);
    return PriceRuleView.of(its.customerId, sku)
        .map(rule -> forms(its, List.of(rule)).getFirst())
        .orElseThrow(() -> PermissionCommands.own(404, Refusal.PRICE_RULE_NOT_FOUND, "sku"));
  }

  private List<PriceRuleForm> forms(CustomerView customer, List<PriceRuleView> rules) {
    Set<String> notSold = notSold(customer, rules.stream().map(rule -> rule.target).toList());
    return rules.stream()
        .map(
            rule ->
                PriceRuleForm.of(
                    rule.customerId,
                    rule.target,
                    rule.rule(),
                    rule.setAt,
                    !notSold.contains(rule.target)))
        .toList();
  }

  /**
   * The targets that no price sheet sells. They are accepted all the same: a price may be set
   * before the sheet that sells the product is published.
   */
  private Set<String> notSold(CustomerView customer, List<String> targets) {
    return sold.notSold(
        customer.partnerId,
        customer.country,
        targets.stream().filter(target -> !target.equals(ALL)).toList(),
        clock.instant());
  }

  private static String uri(String customerId) {
    return "/customers/" + customerId + "/pricerules";
  }
}
