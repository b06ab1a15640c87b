package cloud.reseller.kit.publicapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Refuses the members named by {@link NotSettable}; if they were ignored, nobody would notice. */
@Provider
@Priority(Priorities.USER + 1)
class UnsettableMembers implements ReaderInterceptor {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final UriInfo address;

  @Inject
  UnsettableMembers(UriInfo address) {
    this.address = address;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Optional<NotSettable> named =
        Arrays.stream(context.getAnnotations())
            .filter(NotSettable.class::isInstance)
            .map(NotSettable.class::cast)
            .findFirst();
    if (named.isPresent()) {
      byte[] body = context.getInputStream().readAllBytes();
      check(body, named.get());
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }

  private void check(byte[] body, NotSettable named) {
    JsonNode sent;
    try {
      sent = JSON.readTree(body);
    } catch (IOException notJson) {
      // The reader of the body says what is wrong with it.
      return;
    }
    for (String path : named.value()) {
      if (member(sent, path).isPresent()) {
        throw ErrorCode.INVALID_BODY.because(
            "Field " + path + " cannot be set by this call. Leave it out.", path);
      }
    }
    for (String name : named.inAddress()) {
      String own = address.getPathParameters().getFirst(name);
      if (member(sent, name).filter(it -> !it.asText().equalsIgnoreCase(own)).isPresent()) {
        throw ErrorCode.INVALID_BODY.because(
            "Field " + name + " contradicts the address. Leave it out, or give it the same value.",
            name);
      }
    }
  }

  private static Optional<JsonNode> member(JsonNode object, String path) {
    Optional<JsonNode> member = Optional.of(object);
    for (String name : path.split("\\.")) {
      member =
          member.flatMap(
              its ->
                  its.properties().stream()
                      .filter(one -> one.getKey().equalsIgnoreCase(name))
                      .map(Map.Entry::getValue)
                      .findFirst());
    }
    return member.filter(UnsettableMembers::isSet);
  }

  private static boolean isSet(JsonNode value) {
    return value.isContainerNode()
        ? !value.isEmpty()
        : !value.isNull()
            && !(value.isBoolean() && !value.asBoolean())
            && Fields.isSet(value.asText());
  }
}
