package cloud.reseller.gateway.operations;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the page for operations shows. */
record OperationsPage(List<Row> services, List<Projection> projections) {

  /** More seconds behind than this are worth a look. */
  private static final long LATE = 10;

  /**
   * A service, as the instance that answered sees itself.
   *
   * @param kind ok, wait or no, by which the state is drawn
   * @param why what its checks found; empty if all is in order
   * @param parked inputs that were not decided
   */
  record Row(String name, String kind, String state, List<String> why, String parked) {}

  /**
   * A projection of a service.
   *
   * @param kind ok, wait or no, by which the state is drawn
   * @param records that are not applied yet
   * @param keys that wait for an operator
   */
  record Projection(
      String service, String name, String kind, String state, String records, String keys) {}

  /** A service with what its management port answered. */
  record Asked(String name, Part<Health> health, Part<String> metrics) {}

  static OperationsPage of(List<Asked> asked, Formats formats) {
    List<Projection> projections = new ArrayList<>();
    asked.forEach(
        one ->
            projections.addAll(
                projections(one.name(), new Metrics(one.metrics().orElse("")), formats)));
    return new OperationsPage(
        asked.stream().map(one -> row(one, formats)).toList(), List.copyOf(projections));
  }

  private static Row row(Asked asked, Formats formats) {
    Words words = formats.words();
    String parked =
        asked.metrics().isHad()
            ? formats.number(new Metrics(asked.metrics().orElse("")).sum("inputs_parked_total"))
            : "";
    return switch (asked.health()) {
      case Part.Had<Health>(Health health) ->
          new Row(
              asked.name(),
              health.isUp() ? "ok" : "wait",
              health.isUp() ? words.works() : formats.agents().notReady(),
              why(health),
              parked);
      case Part.Refused<Health> _, Part.Missing<Health> _ ->
          new Row(asked.name(), "no", formats.agents().doesNotAnswer(), List.of(), parked);
    };
  }

  private static List<String> why(Health health) {
    return health.checks().stream()
        .filter(check -> !check.isUp())
        .map(
            check ->
                check.name()
                    + check
                        .data()
                        .filter(data -> !data.isEmpty())
                        .map(data -> ": " + data)
                        .orElse(""))
        .toList();
  }

  private static List<Projection> projections(String service, Metrics metrics, Formats formats) {
    Words words = formats.words();
    Map<String, Long> seconds = metrics.byProjection("projection_lag_seconds");
    Map<String, Long> records = metrics.byProjection("projection_lag_records");
    Map<String, Long> keys = metrics.byProjection("projection_parked_keys");
    Map<String, Long> running = metrics.byProjection("projection_running");
    Set<String> names = new TreeSet<>(seconds.keySet());
    names.addAll(running.keySet());
    return names.stream()
        .map(
            name -> {
              long late = seconds.getOrDefault(name, 0L);
              long parked = keys.getOrDefault(name, 0L);
              boolean stopped = running.getOrDefault(name, 1L) == 0;
              return new Projection(
                  service,
                  name,
                  stopped || parked > 0 ? "no" : late > LATE ? "wait" : "ok",
                  state(stopped, late, formats),
                  formats.number(records.getOrDefault(name, 0L)),
                  parked == 0 ? "0" : formats.agents().keysParked(parked, formats.number(parked)));
            })
        .toList();
  }

  private static String state(boolean stopped, long late, Formats formats) {
    Words words = formats.words();
    if (stopped) {
      return formats.agents().notRunning();
    }
    return late == 0
        ? formats.agents().level()
        : formats.agents().secondsBehind(late, formats.number(late));
  }
}
