package cloud.reseller.gateway.operations;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
import cloud.reseller.gateway.services.Health;
import cloud.reseller.gateway.services.Retried;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the page for operations shows. */
record OperationsPage(List<Row> services, List<Projection> projections, Retry retry) {

  /** More seconds behind than this are worth a look. */
  private static final long LATE = 10;

  /**
   * A service, as the instance that answered sees itself.
   *
   * @param why what its checks found; empty if all is in order
   * @param parked inputs that were not decided
   */
  record Row(String name, State state, List<String> why, String parked) {}

  /**
   * A projection of a service.
   *
   * @param records that are not applied yet
   * @param keys that wait for an operator
   */
  record Projection(String service, String name, State state, String records, String keys) {}

  /**
   * The form that retries what is parked under a key.
   *
   * @param services to choose from
   * @param done what the last retry did; empty if there was none
   * @param problem why nothing was retried
   */
  record Retry(List<Choice> services, String key, List<String> done, FormProblem problem) {

    static Retry of(
        List<String> names,
        Optional<String> service,
        String key,
        Optional<Retried> retried,
        FormProblem problem,
        Formats formats) {
      return new Retry(
          names.stream()
              .map(name -> new Choice(name, service.filter(name::equals).isPresent()))
              .toList(),
          key,
          retried.stream()
              .flatMap(had -> had.sequences().stream())
              .map(one -> done(one, formats))
              .toList(),
          problem);
    }

    private static String done(Retried.Sequence one, Formats formats) {
      return formats
          .words(OperationsWords.class)
          .retried(
              one.projection(), formats.number(one.applied()), formats.number(one.stillParked()));
    }
  }

  /** A service to choose. */
  record Choice(String name, boolean chosen) {}

  /** A service with what its management port answered. */
  record Asked(String name, Part<Health> health, Part<String> metrics) {}

  static OperationsPage of(List<Asked> asked, Retry retry, Formats formats) {
    List<Projection> projections = new ArrayList<>();
    asked.forEach(
        one ->
            projections.addAll(
                projections(one.name(), new Metrics(one.metrics().orElse("")), formats)));
    return new OperationsPage(
        asked.stream().map(one -> row(one, formats)).toList(), List.copyOf(projections), retry);
  }

  private static Row row(Asked asked, Formats formats) {
    OperationsWords operationsWords = formats.words(OperationsWords.class);
    String parked =
        asked.metrics().isHad()
            ? formats.number(new Metrics(asked.metrics().orElse("")).sum("inputs_parked_total"))
            : "";
    return switch (asked.health()) {
      case Part.Had<Health>(Health health) ->
          new Row(
              asked.name(),
              health.isUp()
                  ? State.ok(formats.words(CommonWords.class).works())
                  : State.waits(operationsWords.notReady()),
              why(health),
              parked);
      case Part.NotHad<Health> _ ->
          new Row(asked.name(), State.no(operationsWords.doesNotAnswer()), List.of(), parked);
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
                  state(stopped, parked, late, formats),
                  formats.number(records.getOrDefault(name, 0L)),
                  parked == 0
                      ? "0"
                      : formats
                          .words(OperationsWords.class)
                          .keysParked(parked, formats.number(parked)));
            })
        .toList();
  }

  private static State state(boolean stopped, long parked, long late, Formats formats) {
    String text = text(stopped, late, formats);
    if (stopped || parked > 0) {
      return State.no(text);
    }
    return late > LATE ? State.waits(text) : State.ok(text);
  }

  private static String text(boolean stopped, long late, Formats formats) {
    OperationsWords words = formats.words(OperationsWords.class);
    if (stopped) {
      return words.notRunning();
    }
    return late == 0 ? words.level() : words.secondsBehind(late, formats.number(late));
  }
}
