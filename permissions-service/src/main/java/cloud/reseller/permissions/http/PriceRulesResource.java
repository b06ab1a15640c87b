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
import cloud.reseller.kit.publicapi.Attributes;
import cloud.reseller.kit.publicapi.Fields;
import cloud.reseller.kit.publicapi.Links;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import cloud.reseller.permissions.read.pricerules.PriceRuleView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The prices that a partner sets for a customer (S58). Without a target in the address, a rule
 * applies to all products. Customers never see them.
 */
@Path("/v1/customers/{customerId}/pricerules")
class PriceRulesResource {

  private static final String ALL = "*";

  private final Access access;
  private final CommandGateway<PermissionCommand> commands;

  @Inject
  PriceRulesResource(Access access, CommandGateway<PermissionCommand> commands) {
    this.access = access;
    this.commands = commands;
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
      Optional<Attributes> attributes) {

    static PriceRuleForm of(String customerId, String target, PriceRule rule, Instant at) {
      return new PriceRuleForm(
          Optional.of(target),
          rule,
          Optional.of(at),
          Optional.of(Links.self(uri(customerId) + "/" + target)),
          Optional.of(Attributes.of("PriceRule")));
    }

    static PriceRuleForm of(PriceRuleView v) {
      return of(v.customerId, v.target, v.rule(), v.setAt);
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
  @Operation(summary = "Set the price rule for a price sheet SKU or an ARM SKU (admin agent)")
  public PriceRuleForm set(
      @PathParam("customerId") String customer, @PathParam("sku") String sku, PriceRuleForm form) {
    Requester by = access.admin(customer, PermissionCommandType.SET_PRICE_RULE);
    String customerId = Access.guid(customer);
    Fields.same("target", form.target(), sku);
    var set = commands.send(new SetPriceRule(customerId, sku, form.rule(), by), PriceRuleSet.class);
    return PriceRuleForm.of(customerId, sku, set.event().rule(), set.at());
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
    String customerId = access.forAgent(customer).customerId;
    return Lists.page(
        query,
        new ListAddress(uri(customerId)),
        target -> PriceRuleView.of(customerId, target),
        (after, most) -> PriceRuleView.ofCustomer(customerId, after, most),
        rule -> rule.target,
        PriceRuleForm::of);
  }

  @GET
  @Path("/{sku}")
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT})
  @Operation(summary = "Get the price rule for a SKU (admin and sales agents)")
  public PriceRuleForm get(@PathParam("customerId") String customer, @PathParam("sku") String sku) {
    return PriceRuleView.of(access.forAgent(customer).customerId, sku)
        .map(PriceRuleForm::of)
        .orElseThrow(() -> PermissionCommands.own(404, Refusal.PRICE_RULE_NOT_FOUND));
  }

  private static String uri(String customerId) {
    return "/customers/" + customerId + "/pricerules";
  }
}
