package cloud.reseller.kit.security;

import cloud.reseller.kit.security.SecurityNotes.By;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * Writes refused calls to the log category {@code security}, one line each: ids, codes and IP
 * addresses, never a name, a token or a part of the request. Rate-limited; every refusal is
 * counted, and the number of suppressed lines is logged.
 */
@Singleton
class SecurityLog {

  /** The log category, which an operator may route to a separate destination. */
  static final String CATEGORY = "security";

  /** Before anything that may refuse, after the common answer headers. */
  private static final int EARLY = 15_000;

  private static final long LEFT_OUT_EVERY_MILLIS = 1_000;
  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Values are normally much shorter; keeps lines readable. */
  private static final int LONGEST = 200;

  private final String service;
  private final Vertx vertx;
  private final long timer;
  private final Map<Refusal, Bound> bounds = new EnumMap<>(Refusal.class);

  @Inject
  SecurityLog(
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "reseller.security-log.burst", defaultValue = "100") int burst,
      @ConfigProperty(name = "reseller.security-log.per-second", defaultValue = "5") int perSecond,
      MeterRegistry metrics,
      Vertx vertx) {
    this.service = service;
    this.vertx = vertx;
    for (Refusal kind : Refusal.values()) {
      bounds.put(kind, new Bound(kind, burst, perSecond, metrics));
    }
    timer = vertx.setPeriodic(LEFT_OUT_EVERY_MILLIS, _ -> tellLeftOut());
  }

  /** The rate limit of one kind, with the number of suppressed lines. */
  private static final class Bound {

    private final Refusal kind;
    private final TokenBucket bucket;
    private final Counter all;
    private final Counter unwritten;
    private long leftOut;

    Bound(Refusal kind, int burst, int perSecond, MeterRegistry metrics) {
      this.kind = kind;
      this.bucket = new TokenBucket(burst, perSecond, System.nanoTime());
      this.all = counter("security.refusals", "Refused calls", metrics);
      this.unwritten =
          counter("security.refusals.unwritten", "Refused calls without a log line", metrics);
    }

    private Counter counter(String name, String what, MeterRegistry metrics) {
      return Counter.builder(name).description(what).tag("refused", kind.label()).register(metrics);
    }

    synchronized boolean mayWrite() {
      all.increment();
      if (bucket.take(System.nanoTime())) {
        return true;
      }
      unwritten.increment();
      leftOut++;
      return false;
    }

    synchronized long takeLeftOut() {
      long taken = leftOut;
      leftOut = 0;
      return taken;
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, EARLY);
  }

  void register(@Observes ManagementInterface management) {
    management.router().route().order(-EARLY).handler(this::watch);
  }

  private void watch(RoutingContext http) {
    http.addEndHandler(_ -> look(http));
    http.next();
  }

  private void look(RoutingContext http) {
    Optional<Refusal> refused =
        switch (http.response().getStatusCode()) {
          case 401 -> Optional.of(Refusal.unauthenticated(http));
          case 403 -> Optional.of(Refusal.RIGHTS);
          // Without a route it was not a lookup by id.
          case 404 -> route(http).map(_ -> Refusal.NOT_FOUND);
          default -> Optional.empty();
        };
    refused
        .filter(kind -> bounds.get(kind).mayWrite())
        .ifPresent(kind -> write("refused", fields(kind, http)));
  }

  private Map<String, String> fields(Refusal kind, RoutingContext http) {
    By by = SecurityNotes.caller(http);
    String method = http.request().method().name();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("refused", kind.label());
    fields.put("status", Integer.toString(http.response().getStatusCode()));
    fields.put("code", SecurityNotes.code(http).orElse(""));
    // A missing token has no fault to report.
    fields.put("reason", kind == Refusal.NO_TOKEN ? "" : SecurityNotes.reason(http).orElse(""));
    fields.put("oid", by.oid());
    fields.put("tenantId", by.tenantId());
    fields.put("roles", by.roles());
    fields.put("method", METHODS.contains(method) ? method : "OTHER");
    fields.put("route", route(http).orElse(""));
    fields.put(
        "correlationId", Optional.<String>ofNullable(http.get("MS-CorrelationId")).orElse(""));
    fields.put("forwardedFor", address(http.request().getHeader("X-Forwarded-For")));
    fields.put("peer", peer(http));
    return fields;
  }

  /** The path template of the route, with parameter names instead of values. */
  private static Optional<String> route(RoutingContext http) {
    return http.request() instanceof HttpServerRequestInternal request
        ? Optional.ofNullable(request.context().getLocal("UrlPathTemplate"))
        : Optional.empty();
  }

  private static String peer(RoutingContext http) {
    SocketAddress peer = http.request().remoteAddress();
    return peer == null ? "" : address(peer.hostAddress());
  }

  /**
   * The last address of a list, which the nearest hop appended; an empty string if it is not an
   * address.
   */
  static String address(String sent) {
    if (sent == null) {
      return "";
    }
    String last = sent.substring(sent.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9A-Fa-f:.]{2,45}") ? last : "";
  }

  private void tellLeftOut() {
    bounds.forEach(
        (kind, bound) -> {
          long leftOut = bound.takeLeftOut();
          if (leftOut > 0) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("refused", kind.label());
            fields.put("leftOut", Long.toString(leftOut));
            write("refusals without a line", fields);
          }
        });
  }

  private void write(String what, Map<String, String> fields) {
    Map<String, String> clean = new LinkedHashMap<>();
    clean.put("service", service);
    fields.forEach((name, value) -> clean.put(name, clean(value)));
    ExtLogRecord line =
        new ExtLogRecord(
            Level.WARN,
            clean.entrySet().stream()
                .map(field -> field.getKey() + '=' + field.getValue())
                .collect(Collectors.joining(" ", what + ": ", "")),
            ExtLogRecord.FormatStyle.NO_FORMAT,
            SecurityLog.class.getName());
    line.setLoggerName(CATEGORY);
    // Separate fields if lines are JSON.
    clean.forEach(line::putMdc);
    LOG.logRaw(line);
  }

  /** Printable ASCII of bounded length, so that no value can end a line or start another field. */
  static String clean(String value) {
    String ascii = value.replaceAll("[^\\x21-\\x7e]", "?").replace('=', '?');
    return ascii.length() > LONGEST ? ascii.substring(0, LONGEST) : ascii;
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(timer);
    tellLeftOut();
  }
}
