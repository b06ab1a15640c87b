package cloud.reseller.kit.publicapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Optional;

/**
 * The filter of a public list: a JSON object {@code {"Field", "Value", "Operator"}} with
 * case-insensitive names.
 *
 * @param field the field to compare, in lower case
 * @param value the value to compare with, not blank
 * @param operator the comparison, in lower case and without underscores: public clients write
 *     starts_with and StartsWith (K19)
 */
public record FieldFilter(String field, String value, String operator) {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(Form.class);

  private record Form(Optional<String> field, Optional<String> value, Optional<String> operator) {}

  /**
   * Reads the filter parameter.
   *
   * @param text the parameter, decoded
   * @return empty if it is not such an object, or a member is missing, blank or contains U+0000,
   *     which no text in the database can contain
   */
  public static Optional<FieldFilter> read(String text) {
    try {
      Form form = READER.readValue(text);
      return form == null
          ? Optional.empty()
          : present(form.field())
              .flatMap(
                  field ->
                      present(form.value())
                          .flatMap(
                              value ->
                                  present(form.operator())
                                      .map(
                                          operator ->
                                              new FieldFilter(
                                                  lower(field),
                                                  value,
                                                  lower(operator).replace("_", "")))));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether the filter has this operator. */
  public boolean is(String wanted) {
    return operator.equals(wanted);
  }

  private static Optional<String> present(Optional<String> text) {
    return text.map(String::strip).filter(some -> !some.isEmpty() && some.indexOf('\0') < 0);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
