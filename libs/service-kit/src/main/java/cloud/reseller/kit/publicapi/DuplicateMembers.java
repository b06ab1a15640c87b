package cloud.reseller.kit.publicapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses a JSON body in which an object has a member twice: readers differ in which one counts.
 * Names are compared in any case, as they are read.
 */
@Provider
class DuplicateMembers implements ReaderInterceptor {

  private static final JsonFactory JSON = new JsonFactory();

  /** What does not look like a name may be anything, and is not repeated. */
  private static final Pattern LOOKS_LIKE_A_PATH = Pattern.compile("[\\w$.\\[\\]-]{1,200}");

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (context.getType() != InputStream.class) {
      byte[] body = context.getInputStream().readAllBytes();
      refuseDuplicates(body);
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }

  private static void refuseDuplicates(byte[] body) {
    Deque<Set<String>> names = new ArrayDeque<>();
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        switch (token) {
          case START_OBJECT -> names.push(new HashSet<>());
          case END_OBJECT -> names.pop();
          case FIELD_NAME -> {
            if (!names.element().add(json.currentName().toLowerCase(Locale.ROOT))) {
              throw twice(path(json.getParsingContext()));
            }
          }
          // Values have no names.
          default -> {}
        }
      }
    } catch (IOException notJson) {
      // The reader of the body says what is wrong with it.
    }
  }

  private static ProblemException twice(String path) {
    return LOOKS_LIKE_A_PATH.matcher(path).matches()
        ? ErrorCode.INVALID_BODY.because(
            "Field "
                + path
                + " must be given only once. Leave the others out; names match in any"
                + " case.",
            path)
        : ErrorCode.INVALID_BODY.because(
            "A field is given more than once in one object. Send it once; names match in any case.",
            "body");
  }

  private static String path(JsonStreamContext at) {
    if (at.inRoot()) {
      return "";
    }
    String before = path(at.getParent());
    if (at.inArray()) {
      return before + '[' + at.getCurrentIndex() + ']';
    }
    return before.isEmpty() ? at.getCurrentName() : before + '.' + at.getCurrentName();
  }
}
