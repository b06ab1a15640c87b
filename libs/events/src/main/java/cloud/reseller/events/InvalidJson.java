package cloud.reseller.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What is wrong with a body, worded for its sender: which field, and what is expected there.
 * Jackson's own messages repeat what was sent, which may be a person's name, so none of their text
 * is used.
 *
 * @param isJson false if the body is not valid JSON, or has a duplicate name in an object
 * @param field path of the offending field; empty if it is the body as a whole
 * @param text starts with the field if there is one, and never repeats a value
 */
public record InvalidJson(boolean isJson, Optional<String> field, String text) {

  /** Describes any exception of {@link EventJson#mapper()}. */
  public static InvalidJson about(Exception e) {
    return switch (e) {
      case InvalidNullException nothing -> about(nothing, pathOf(nothing) + " must not be null");
      // A duplicate member that follows after all properties of its record were read.
      case InvalidDefinitionException twice ->
          about(twice, pathOf(twice) + " must be given only once");
      case InvalidTypeIdException unknown -> at(unknown, kindsOf(unknown.getBaseType()));
      case ValueInstantiationException refused -> refusedByRecord(refused);
      case MismatchedInputException mismatch -> at(mismatch, expected(mismatch.getTargetType()));
      case JsonMappingException inside ->
          switch (inside.getCause()) {
            case InputCoercionException number ->
                at(inside, expected(number.getTargetType()) + " in range");
            case JsonProcessingException broken -> notJson(broken);
            case null, default -> at(inside, "valid");
          };
      case JsonProcessingException broken -> notJson(broken);
      default -> new InvalidJson(true, Optional.empty(), "the body cannot be read");
    };
  }

  private static InvalidJson about(JsonMappingException e, String text) {
    return new InvalidJson(true, Optional.of(pathOf(e)).filter(path -> !path.isEmpty()), text);
  }

  private static InvalidJson at(JsonMappingException e, String expected) {
    String path = pathOf(e);
    return about(
        e,
        path.isEmpty() ? "the body must be " + expected : path + " must be given as " + expected);
  }

  /** The messages of our own records name what they expect and never repeat a value. */
  private static InvalidJson refusedByRecord(ValueInstantiationException e) {
    String path = pathOf(e);
    String why = e.getCause() == null ? null : e.getCause().getMessage();
    return about(e, (path.isEmpty() ? "" : path + ": ") + (why == null ? "not valid" : why));
  }

  private static InvalidJson notJson(JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    return new InvalidJson(
        false,
        Optional.empty(),
        "the body is not JSON, or has a name twice in one object"
            + (where == null
                ? ""
                : "; see line " + where.getLineNr() + ", column " + where.getColumnNr()));
  }

  private static String pathOf(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "present and valid";
    } else if (type.isEnum()) {
      return oneOf(Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    } else if (type == String.class) {
      return "text";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    } else if (type == int.class
        || type == long.class
        || type == OptionalLong.class
        || type == OptionalInt.class) {
      return "a whole number";
    } else if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    } else {
      return "an object";
    }
  }

  private static String kindsOf(JavaType type) {
    JsonSubTypes kinds = type.getRawClass().getAnnotation(JsonSubTypes.class);
    return "an object whose type is "
        + oneOf(Arrays.stream(kinds.value()).map(JsonSubTypes.Type::name).toList());
  }

  private static String oneOf(Collection<String> names) {
    return names.size() == 1
        ? names.iterator().next()
        : names.stream().collect(Collectors.joining(", ", "one of ", ""));
  }
}
