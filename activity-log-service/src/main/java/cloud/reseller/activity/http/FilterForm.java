package cloud.reseller.activity.http;

import cloud.reseller.activity.read.AuditLog.Filter;
import cloud.reseller.activity.read.Operation;
import cloud.reseller.kit.form.ErrorCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Optional;

/** The filter parameter: one of three JSON objects (L13), read in any case. */
record FilterForm(Optional<String> field, Optional<String> value, Optional<String> operator) {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(FilterForm.class);

  /**
   * The filter of a request.
   *
   * @param text the parameter, decoded; empty for none
   * @throws cloud.reseller.kit.form.ProblemException 400 naming the parameter
   */
  static Filter read(Optional<String> text) {
    return text.map(FilterForm::parse).map(FilterForm::filter).orElseGet(Filter.All::new);
  }

  private static FilterForm parse(String text) {
    try {
      FilterForm form = READER.readValue(text);
      if (form != null) {
        return form;
      }
    } catch (JsonProcessingException e) {
      // The answer says what a filter looks like.
    }
    throw wrong();
  }

  private Filter filter() {
    String wanted = value.filter(text -> !text.isBlank()).orElseThrow(FilterForm::wrong).strip();
    return switch (lower(field) + ' ' + lower(operator)) {
      case "companyname substring" -> new Filter.CompanyName(wanted);
      case "customerid equals" -> new Filter.Customer(wanted.toLowerCase(Locale.ROOT));
      case "resourcetype equals" -> {
        if (!Operation.knowsResourceType(wanted)) {
          throw ErrorCode.INVALID_PARAMETER.because(
              "filter: Value is no resource type. Use one of the public list, such as order or"
                  + " self_serve_policy.",
              "filter");
        }
        yield new Filter.ResourceType(wanted);
      }
      default -> throw wrong();
    };
  }

  private static String lower(Optional<String> text) {
    return text.orElse("").strip().toLowerCase(Locale.ROOT);
  }

  private static RuntimeException wrong() {
    return ErrorCode.INVALID_PARAMETER.because(
        "filter must be a URL-encoded JSON object {\"Field\":..,\"Value\":..,\"Operator\":..} with a"
            + " Value and one of these pairs of Field and Operator: CompanyName substring,"
            + " CustomerId equals, ResourceType equals.",
        "filter");
  }
}
