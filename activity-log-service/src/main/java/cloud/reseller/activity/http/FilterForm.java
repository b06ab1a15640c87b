package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditLog.Filter;
import cloud.reseller.activity.read.Operation;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.FieldFilter;
import java.util.Locale;
import java.util.Optional;

/** The filter parameter: one of three JSON objects (L13), case-insensitive. */
final class FilterForm {

  private FilterForm() {}

  /**
   * The filter of a request.
   *
   * @param text the decoded parameter, if present
   * @throws cloud.reseller.kit.publicapi.ProblemException 400 naming the parameter
   */
  static Filter read(Optional<String> text) {
    return text.map(some -> filter(FieldFilter.read(some).orElseThrow(FilterForm::wrong)))
        .orElseGet(Filter.All::new);
  }

  private static Filter filter(FieldFilter asked) {
    String wanted = asked.value();
    return switch (asked.field() + ' ' + asked.operator()) {
      case "companyname substring" -> new Filter.CompanyName(wanted);
      case "customerid equals" -> new Filter.Customer(wanted.toLowerCase(Locale.ROOT));
      case "resourcetype equals" -> {
        if (!Operation.knowsResourceType(wanted)) {
          throw ErrorCode.INVALID_PARAMETER.because(
              "filter: Value is not a resource type. Use one of the public list, such as order or"
                  + " self_serve_policy.",
              "filter");
        }
        yield new Filter.ResourceType(wanted);
      }
      default -> throw wrong();
    };
  }

  private static RuntimeException wrong() {
    return ErrorCode.INVALID_PARAMETER.because(
        "filter must be a URL-encoded JSON object {\"Field\":..,\"Value\":..,\"Operator\":..} with"
            + " a Value and one of these pairs of Field and Operator: CompanyName substring,"
            + " CustomerId equals, ResourceType equals.",
        "filter");
  }
}
