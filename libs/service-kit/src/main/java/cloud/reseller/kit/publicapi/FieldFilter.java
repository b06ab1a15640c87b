package cloud.reseller.kit.publicapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /**
   * Reads the filter parameter.
   *
   * @param text the parameter, decoded
   * @return empty if it is not such an object, or a member is missing, given twice, blank or
   *     contains U+0000, which no text in the database can contain
   */
  public static Optional<FieldFilter> read(String text) {
    try {
      Map<String, String> members = members(READER.readTree(text));
      return Optional.of(
              new FieldFilter(
                  lower(members.getOrDefault("field", "")),
                  members.getOrDefault("value", ""),
                  lower(members.getOrDefault("operator", "")).replace("_", "")))
          .filter(asked -> isText(asked.field) && isText(asked.value) && isText(asked.operator));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The texts of an object by their names in lower case. */
  private static Map<String, String> members(JsonNode object) {
    Map<String, String> members = new HashMap<>();
    object.properties().stream()
        .filter(member -> member.getValue().isTextual())
        .forEach(
            member -> {
              String text = member.getValue().textValue().strip();
              if (members.put(lower(member.getKey()), text) != null) {
                throw new IllegalArgumentException("a member in two spellings");
              }
            });
    return members;
  }

  /** Whether the filter has this operator. */
  public boolean is(String wanted) {
    return operator.equals(wanted);
  }

  private static boolean isText(String text) {
    return !text.isEmpty() && text.indexOf('\0') < 0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
