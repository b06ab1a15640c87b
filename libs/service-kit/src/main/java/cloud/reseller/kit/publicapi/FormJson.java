package cloud.reseller.kit.publicapi;

import cloud.reseller.events.EventJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * JSON of the HTTP interface: a missing or mistyped field is the caller's error, an unknown field
 * is ignored; absent values are left out. Names are case-insensitive, because the public .NET
 * client writes {@code Permissions} where the public documentation has {@code permissions}. So are
 * the names of types, such as that of a price rule.
 */
@Singleton
class FormJson implements ObjectMapperCustomizer {

  /** Runs after Quarkus' own customizers, which would read a number as a time. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  // The only way to set a MapperFeature on an existing mapper; Quarkus gives us no builder.
  @SuppressWarnings("deprecation")
  public void customize(ObjectMapper mapper) {
    mapper
        .registerModule(EventJson.texts())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES)
        .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .setDefaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT));
  }
}
