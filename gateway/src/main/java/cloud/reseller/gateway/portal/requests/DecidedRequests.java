package cloud.reseller.gateway.portal.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes whoever waits for the decision of a request. A record does not say who asked, so nothing of
 * it is shown: whoever is woken asks the service, with a token of its own.
 *
 * <p>Every instance reads every record, from the end of the topic at its start, and stores no
 * position. A record that is missed delays the answer until the next heartbeat.
 */
@ApplicationScoped
class DecidedRequests {

  private static final Logger LOG = LoggerFactory.getLogger(DecidedRequests.class);

  /** The header with the id of the request that was decided. */
  private static final String CAUSE = "ce_causationid";

  private final ConcurrentMap<String, Set<Waiting>> waiting = new ConcurrentHashMap<>();

  /** Somebody who waits, until closed. */
  final class Waiting implements AutoCloseable {

    private final String request;
    private final Semaphore decided = new Semaphore(0);

    private Waiting(String request) {
      this.request = request;
    }

    /**
     * Waits for the decision.
     *
     * @return whether there has been one since the last call; false once the time has passed
     */
    boolean within(Duration patience) throws InterruptedException {
      boolean woken = decided.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      decided.drainPermits();
      return woken;
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          request,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  /** Begins to wait for the decision of a request. Whoever does so asks for it afterwards. */
  Waiting begin(String request) {
    Waiting one = new Waiting(request.toLowerCase(Locale.ROOT));
    waiting.compute(
        one.request,
        (_, all) -> {
          Set<Waiting> more = all == null ? ConcurrentHashMap.newKeySet() : all;
          more.add(one);
          return more;
        });
    return one;
  }

  /** The number of requests that somebody waits for. */
  int awaited() {
    return waiting.size();
  }

  /** Nothing in a record may keep the next one from being read. */
  @Incoming("purchase-outcomes")
  void arrived(ConsumerRecord<byte[], byte[]> outcome) {
    try {
      cause(outcome).ifPresent(this::wake);
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "outcome {}/{}@{} wakes nobody: {}",
          outcome.topic(),
          outcome.partition(),
          outcome.offset(),
          unreadable.getClass().getName());
    }
  }

  private static Optional<String> cause(ConsumerRecord<?, ?> outcome) {
    return Optional.ofNullable(outcome.headers().lastHeader(CAUSE))
        .map(Header::value)
        .map(value -> new String(value, UTF_8).toLowerCase(Locale.ROOT));
  }

  private void wake(String request) {
    waiting.getOrDefault(request, Set.of()).forEach(one -> one.decided.release());
  }
}
