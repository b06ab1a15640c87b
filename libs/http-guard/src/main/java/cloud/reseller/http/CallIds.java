package cloud.reseller.http;

import java.util.List;
import java.util.UUID;

/**
 * The two ids in the answer to a refused call: those that were sent, if they are GUIDs, else
 * generated ones.
 */
record CallIds(String requestId, String correlationId) {

  static final String REQUEST_ID = "MS-RequestId";
  static final String CORRELATION_ID = "MS-CorrelationId";

  static CallIds of(List<Field> fields) {
    return new CallIds(id(fields, REQUEST_ID), id(fields, CORRELATION_ID));
  }

  /** Finds the ids line by line in a head that could not be parsed completely. */
  static CallIds ofLines(String head) {
    return of(
        head.lines()
            .filter(line -> line.indexOf(':') > 0)
            .map(line -> line.split(":", 2))
            .map(parts -> new Field(parts[0], parts[1].strip()))
            .toList());
  }

  private static String id(List<Field> fields, String name) {
    return fields.stream()
        .filter(field -> field.is(name))
        .map(Field::value)
        .flatMap(sent -> SentId.parse(sent).stream())
        .findFirst()
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
