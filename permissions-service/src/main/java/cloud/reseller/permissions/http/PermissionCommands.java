package cloud.reseller.permissions.http;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandType;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.command.CommandPort;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.log.command.Commands;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.permissions.write.Refusal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Maps this service's commands to their stored form and its refusals to HTTP answers. */
final class PermissionCommands implements CommandPort<PermissionCommand> {

  /** The gateway to the log. */
  @Produces
  @Singleton
  static CommandGateway<PermissionCommand> gateway(Commands commands, RequestHeaders headers) {
    return new CommandGateway<>(commands, headers, new PermissionCommands());
  }

  @Override
  public String customerId(PermissionCommand command) {
    return command.customerId();
  }

  @Override
  public CommandType type(PermissionCommand command) {
    return PermissionMessageCodec.typeOf(command);
  }

  @Override
  public byte[] body(PermissionCommand command) {
    return PermissionMessageCodec.write(command);
  }

  @Override
  public ProblemException refused(CommandRefused refused) {
    return problem(
        Refusal.of(refused.code())
            .orElseThrow(() -> new IllegalStateException("refused with " + refused.code())));
  }

  /** The public code of a refusal. */
  static String publicCode(Refusal why) {
    return problem(why).code();
  }

  private static ProblemException problem(Refusal why) {
    return switch (why) {
      case CUSTOMER_UNKNOWN -> CurrentCaller.customerNotFound();
      case SUBSCRIPTION_NOT_FOUND ->
          ErrorCode.SUBSCRIPTION_NOT_FOUND.because(why.text(), "subscriptionId");
      case SUBSCRIPTION_NOT_ACTIVE ->
          ErrorCode.SUBSCRIPTION_NOT_ACTIVE.because(why.text(), "status");
      case NOT_ALLOWED, ROLE_LACKS_RIGHTS, REQUESTER_NOT_OWNER ->
          ErrorCode.ROLE_LACKS_RIGHTS.because(why.text());
      case PERMISSION_ALREADY_EXISTS ->
          ErrorCode.POLICY_EXISTS.because(why.text(), "selfServeEntity.tenantID");
      case PERMISSION_NOT_FOUND -> ErrorCode.POLICY_NOT_FOUND.because(why.text(), "id");
      case ETAG_NOT_VALID -> ErrorCode.ETAG_OUTDATED.because(why.text(), "attributes.etag");
      case OWNER_NOT_FOUND -> own(404, why, "userId");
      case PRICE_RULE_NOT_FOUND -> own(404, why, "sku");
      case LIMIT_NOT_FOUND -> own(404, why, "address");
      case CUSTOMER_ALREADY_EXISTS -> own(409, why, RequestHeaders.REQUEST_ID);
      case SUBSCRIPTION_ALREADY_EXISTS -> own(409, why, "entitlementId");
      case SUBSCRIPTION_NOT_SUSPENDED -> own(409, why, "status");
      case OWNER_ALREADY_ASSIGNED -> own(409, why, "userId");
      case OWNER_NOT_POSSIBLE -> own(409, why, "subscriptionId");
      case NO_QUALIFYING_SUBSCRIPTION -> own(409, why, "selfServeEntity.tenantID");
      case NO_PRODUCT -> own(400, why, "permissions");
      case PRICE_TARGET_INVALID, FIXED_PRICE_NEEDS_SHEET_SKU -> own(400, why, "target");
      case FIXED_PRICE_NEGATIVE -> own(400, why, "rule.unitPrice.amountMinor");
      case PERCENT_TOO_LOW -> own(400, why, "rule.basisPoints");
      case LIMIT_EMPTY, LIMIT_NOT_POSITIVE ->
          own(400, why, "perOrderMinor", "perDayMinor", "per30DaysMinor");
      case CURRENCY_UNKNOWN, CURRENCY_NOT_OF_MARKET -> own(400, why, "currency");
    };
  }

  /** An answer with the refusal's own code, for which the public list has none. */
  static ProblemException own(int status, Refusal why, String... fields) {
    return ProblemException.of(status, why.code(), why.text(), fields);
  }
}
