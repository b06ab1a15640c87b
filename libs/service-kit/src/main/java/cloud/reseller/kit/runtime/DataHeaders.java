package cloud.reseller.kit.runtime;

import cloud.reseller.log.Position;
import cloud.reseller.log.projection.Freshness;
import cloud.reseller.log.projection.Projections;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.StringJoiner;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How current the rows are from which a read is answered: {@code Data-As-Of}, the time up to which
 * they hold everything, and {@code Data-Position}, the positions up to which they do. Both are
 * taken before the rows are read, so that the answer is at least as current. A refusal has neither.
 */
@Singleton
class DataHeaders {

  /** A time in UTC (RFC 3339). */
  static final String AS_OF = "Data-As-Of";

  /** Topics with their partitions: {@code topic=0:17,3:5;another=1:2}. */
  static final String POSITION = "Data-Position";

  private static final Logger LOG = LoggerFactory.getLogger(DataHeaders.class);
  private static final int OK = 200;
  private static final String TAKEN = DataHeaders.class.getName();
  private static final int AFTER_EVERY_CHECK = Priorities.USER + 2_000;

  private final LogRuntime log;

  @Inject
  DataHeaders(LogRuntime log) {
    this.log = log;
  }

  @ServerRequestFilter(priority = AFTER_EVERY_CHECK)
  void take(ContainerRequestContext call) {
    if (call.getMethod().equals(HttpMethod.GET)) {
      log.projections()
          .flatMap(DataHeaders::freshness)
          .ifPresent(taken -> call.setProperty(TAKEN, taken));
    }
  }

  private static Optional<Freshness> freshness(Projections projections) {
    try {
      return Optional.of(projections.freshness());
    } catch (SQLException unknown) {
      LOG.debug("how current the rows are is unknown", unknown);
      return Optional.empty();
    }
  }

  @ServerResponseFilter
  void add(ContainerRequestContext call, ContainerResponseContext answer) {
    if (answer.getStatus() == OK && call.getProperty(TAKEN) instanceof Freshness taken) {
      taken.asOf().ifPresent(time -> answer.getHeaders().putSingle(AS_OF, time.toString()));
      answer.getHeaders().putSingle(POSITION, text(taken));
    }
  }

  /** Partitions that nothing was read from yet are left out. */
  static String text(Freshness taken) {
    StringJoiner topics = new StringJoiner(";");
    taken.positions().stream()
        .filter(position -> position.offset() > 0)
        .map(Position::topic)
        .distinct()
        .forEach(topic -> topics.add(topic + "=" + partitions(taken, topic)));
    return topics.toString();
  }

  private static String partitions(Freshness taken, String topic) {
    StringJoiner partitions = new StringJoiner(",");
    taken.positions().stream()
        .filter(position -> position.topic().equals(topic) && position.offset() > 0)
        .forEach(position -> partitions.add(position.partition() + ":" + position.offset()));
    return partitions.toString();
  }
}
