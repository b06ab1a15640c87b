package cloud.reseller.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Every field of a published type by its path in the JSON, with what it holds: {@code rule{Fixed}}
 * is a kind of an object, {@code products[]} an element of a list, {@code side=PARTNER} a value.
 */
final class Fields {

  private final Map<String, String> byPath = new TreeMap<>();

  private Fields() {}

  static Map<String, String> of(Class<?> type) {
    Fields fields = new Fields();
    fields.collect(type, "");
    return fields.byPath;
  }

  private void collect(Class<?> type, String prefix) {
    for (RecordComponent component : type.getRecordComponents()) {
      add(prefix + component.getName(), component.getGenericType(), "");
    }
  }

  private void add(String path, Type type, String suffix) {
    switch (type) {
      case ParameterizedType generic when generic.getRawType() == Optional.class ->
          add(path, generic.getActualTypeArguments()[0], ", optional");
      case ParameterizedType list
          when Collection.class.isAssignableFrom((Class<?>) list.getRawType()) -> {
        byPath.put(path, "list" + suffix);
        add(path + "[]", list.getActualTypeArguments()[0], "");
      }
      case Class<?> plain when plain.isAnnotationPresent(JsonSubTypes.class) -> {
        byPath.put(path, "object" + suffix);
        for (JsonSubTypes.Type kind : plain.getAnnotation(JsonSubTypes.class).value()) {
          String variant = path + "{" + kind.name() + "}";
          byPath.put(variant, "object");
          collect(kind.value(), variant + ".");
        }
      }
      case Class<?> plain when plain.isEnum() -> {
        byPath.put(path, "one of" + suffix);
        for (Object constant : plain.getEnumConstants()) {
          byPath.put(path + "=" + constant, "value");
        }
      }
      case Class<?> plain when plain.isRecord() -> {
        byPath.put(path, "object" + suffix);
        collect(plain, path + ".");
      }
      case Class<?> plain -> byPath.put(path, word(plain) + suffix);
      default -> throw new AssertionError("no word for " + type);
    }
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "text";
    } else if (type == Instant.class) {
      return "time";
    } else if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    } else if (type == int.class) {
      return "whole number, 32 bits";
    } else if (type == long.class) {
      return "whole number, 64 bits";
    } else if (type == OptionalLong.class) {
      return "whole number, 64 bits, optional";
    }
    throw new AssertionError("no word for " + type);
  }
}
