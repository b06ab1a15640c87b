package cloud.reseller.reservations.http;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandType;
import cloud.reseller.events.ReservationEvent.ReservationPurchaseRejected;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.command.CommandPort;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.log.command.Commands;
import cloud.reseller.reservations.write.Refusal;
import cloud.reseller.reservations.write.ReservationCommand;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Maps purchases to their stored form and their refusals to HTTP answers. */
final class PurchaseCommands implements CommandPort<ReservationCommand> {

  private static final String BILLING_SCOPE = "properties.billingScopeId";
  private static final String QUANTITY = "properties.quantity";
  private static final String SKU = "sku.name";

  /** The gateway to the log. */
  @Produces
  @Singleton
  static CommandGateway<ReservationCommand> gateway(Commands commands, RequestHeaders headers) {
    return new CommandGateway<>(commands, headers, new PurchaseCommands());
  }

  @Override
  public String customerId(ReservationCommand command) {
    return command.customerId();
  }

  @Override
  public CommandType type(ReservationCommand command) {
    return ReservationMessageCodec.commandType(command);
  }

  @Override
  public byte[] body(ReservationCommand command) {
    return ReservationMessageCodec.writeCommand(command);
  }

  /** A request that the decider could not read. */
  @Override
  public ProblemException refused(CommandRefused refused) {
    return ErrorCode.INVALID_BODY.because(refused.text(), refused.code());
  }

  @Override
  public Optional<ProblemException> rejected(Object outcome) {
    return outcome instanceof ReservationPurchaseRejected rejected
        ? Optional.of(problem(rejected))
        : Optional.empty();
  }

  /** The same answer as the decider's, for attempts that are not recorded. */
  static ProblemException roleLacksRights() {
    return ErrorCode.ROLE_LACKS_RIGHTS.because(
        Refusal.ROLE_LACKS_RIGHTS.text(), Refusal.ROLE_LACKS_RIGHTS.code());
  }

  /** The same answer as the decider's, for attempts that are not recorded. */
  static ProblemException ownerMissing() {
    return ProblemException.of(
        403, Refusal.OWNER_MISSING.code(), Refusal.OWNER_MISSING.text(), BILLING_SCOPE);
  }

  private static ProblemException problem(ReservationPurchaseRejected rejected) {
    return problem(
        Refusal.of(rejected.code(), rejected.text())
            .orElseThrow(() -> new IllegalStateException("refused with " + rejected.code())),
        rejected.text());
  }

  /** The answer to a refusal, of a purchase or of a preview of one. */
  static ProblemException problem(Refusal why, String text) {
    return switch (why) {
      case CUSTOMER_UNKNOWN -> CurrentCaller.customerNotFound();
      case ROLE_LACKS_RIGHTS -> problem(ErrorCode.ROLE_LACKS_RIGHTS, why, text);
      case SUBSCRIPTION_UNKNOWN ->
          problem(ErrorCode.SUBSCRIPTION_NOT_FOUND, why, text, BILLING_SCOPE);
      case SUBSCRIPTION_SUSPENDED, SUBSCRIPTION_DELETED ->
          problem(ErrorCode.SUBSCRIPTION_NOT_ACTIVE, why, text, BILLING_SCOPE);
      case PRODUCT_NOT_FOUND -> problem(ErrorCode.SKU_NOT_FOUND, why, text, SKU);
      case PRODUCT_EXCLUDED -> problem(ErrorCode.ITEM_NOT_ELIGIBLE, why, text, SKU);
      case PERMISSION_OFF, PERMISSION_WITHOUT_RESERVATIONS, MARKET_NOT_SOLD ->
          problem(403, why, text);
      case OWNER_MISSING -> problem(403, why, text, BILLING_SCOPE);
      case SUBSCRIPTION_NOT_THROUGH_PARTNER, SUBSCRIPTION_NOT_USAGE_BASED ->
          problem(409, why, text, BILLING_SCOPE);
      case ORDER_EXISTS -> problem(409, why, text, RequestHeaders.REQUEST_ID);
      case PRICE_NOT_IN_FORCE -> problem(409, why, text, SKU);
      case PRICES_NOT_IN_FORCE, LIMIT_CURRENCY_MISMATCH -> problem(409, why, text);
      case LIMIT_PER_ORDER_EXCEEDED, LIMIT_PER_DAY_EXCEEDED, LIMIT_30_DAYS_EXCEEDED ->
          problem(409, why, text, QUANTITY);
      case RESOURCE_TYPE_NOT_SOLD -> problem(400, why, text, "properties.reservedResourceType");
      case TERM_UNSUPPORTED, TERM_NOT_SOLD -> problem(400, why, text, "properties.term");
      case REGION_NOT_SOLD -> problem(400, why, text, "location");
      case BILLING_PLAN_NOT_SOLD -> problem(400, why, text, "properties.billingPlan");
      case QUANTITY_INVALID, QUANTITY_TOO_LARGE -> problem(400, why, text, QUANTITY);
      case DISPLAY_NAME_INVALID, DISPLAY_NAME_NOT_VISIBLE ->
          problem(400, why, text, "properties.displayName");
      case REVIEW_TIME_INVALID -> problem(400, why, text, "properties.reviewDateTime");
      case SCOPE_TYPE_INVALID -> problem(400, why, text, "properties.appliedScopeType");
      case MANAGEMENT_GROUP_SCOPE_INVALID ->
          problem(400, why, text, "properties.appliedScopeProperties.managementGroupId");
      case SCOPE_OF_ANOTHER_TENANT, MANAGEMENT_GROUP_TENANT_MISSING ->
          problem(400, why, text, "properties.appliedScopeProperties.tenantId");
      case SCOPES_CONTRADICT -> problem(400, why, text, "properties.appliedScopeProperties");
      case SHARED_SCOPE_INVALID,
          SCOPE_COUNT,
          SCOPE_NAMED_TWICE,
          SCOPE_MISSING,
          SCOPE_NOT_OF_CUSTOMER,
          SCOPE_NOT_QUALIFYING,
          SCOPE_PATH_INVALID ->
          problem(400, why, text, "properties.appliedScopes");
      case FLEXIBILITY_INVALID, CAPACITY_PRIORITY_NEEDS_SINGLE_SCOPE ->
          problem(400, why, text, "properties.reservedResourceProperties.instanceFlexibility");
    };
  }

  /** Answers with the code used by every service for the fault; data holds its name in the log. */
  private static ProblemException problem(ErrorCode code, Refusal why, String text) {
    return code.because(text, why.code());
  }

  /** The same; data holds its name in the log and then the field. */
  private static ProblemException problem(ErrorCode code, Refusal why, String text, String field) {
    return code.because(text, why.code(), field);
  }

  private static ProblemException problem(int status, Refusal why, String text, String... fields) {
    return ProblemException.of(status, why.code(), text, fields);
  }
}
