package cloud.reseller.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows produced by the release that wrote a stored log, one file per service. */
final class StoredRows {
  static final List<Service> SERVICES =
      List.of(Service.PERMISSIONS, Service.RESERVATIONS, Service.ACTIVITY_LOG, Service.BILLING);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Projections that release 0.1.0 did not have. */
  private static final Set<String> LATER_PROJECTIONS =
      Set.of(
          "entitlements-1",
          "permission-history-1",
          "price-rules-1",
          "price-sheets-1",
          "sizes-1",
          "sold-products-1");

  private StoredRows() {}

  private static String file(Service service) {
    return "rows-" + service.module() + ".jsonl.gz";
  }

  /** Stores the rows of a service. */
  static void write(StoredLog log, Service service, SortedMap<String, List<String>> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (table, of) ->
            of.forEach(row -> lines.add("{\"table\":\"%s\",\"row\":%s}".formatted(table, row))));
    log.writeZipped(file(service), lines);
  }

  /** The rows of a service by table; one with no row is left out. */
  static SortedMap<String, List<String>> read(StoredLog log, Service service) {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String line : log.zipped(file(service))) {
      JsonNode stored = tree(line);
      if (isMadeNoMore(stored.path("row"))) {
        continue;
      }
      rows.computeIfAbsent(stored.path("table").asText(), _ -> new ArrayList<>())
          .add(sorted(stored.path("row"), Set.of()));
    }
    rows.replaceAll((_, of) -> of.stream().sorted().toList());
    return rows;
  }

  /** Rows of release 0.1.0 for turning on what is already on; they are no longer written. */
  private static boolean isMadeNoMore(JsonNode row) {
    String details = row.path("customized_data").asText();
    return row.path("operation_status").asText().equals("failed")
        && (details.contains("\"value\":\"PermissionAlreadyExists\"")
            || details.contains("\"value\":\"PermissionNotFound\""));
  }

  /** Reduces rows to the tables and columns that existed when the stored rows were written. */
  static SortedMap<String, List<String>> asStored(
      SortedMap<String, List<String>> stored, Map<String, List<String>> rows) {
    SortedMap<String, List<String>> cut = new TreeMap<>();
    stored.forEach(
        (table, of) -> {
          Set<String> columns = new HashSet<>();
          of.forEach(row -> tree(row).fieldNames().forEachRemaining(columns::add));
          Set<String> known = new HashSet<>();
          of.forEach(row -> known.add(tree(row).path("projection").asText()));
          cut.put(
              table,
              rows.getOrDefault(table, List.of()).stream()
                  .filter(row -> isOfKnownProjection(tree(row), known))
                  .map(row -> sorted(tree(row), columns))
                  .sorted()
                  .toList());
        });
    return cut;
  }

  /** A projection added later parks the same records as those that there were. */
  private static boolean isOfKnownProjection(JsonNode row, Set<String> known) {
    String projection = row.path("projection").asText();
    return !LATER_PROJECTIONS.contains(projection) || known.contains(projection);
  }

  /** A row with its columns in the order of their names. */
  private static String sorted(JsonNode row, Set<String> columns) {
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    row.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    if (!columns.isEmpty()) {
      fields.keySet().retainAll(columns);
    }
    ObjectNode sorted = JSON.createObjectNode();
    fields.forEach(sorted::set);
    return sorted.toString();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
