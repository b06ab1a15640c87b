package cloud.reseller.log.projection;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The callers that wait for a projection to pass an offset. */
final class PositionWaiters {

  private static final Comparator<Ticket> BY_OFFSET =
      Comparator.comparingLong(Ticket::offset).thenComparingLong(Ticket::number);

  private final Map<TopicPartition, NavigableMap<Ticket, CompletableFuture<Void>>> waiting =
      new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** One wait. */
  record Ticket(TopicPartition partition, long offset, long number) {}

  /** A wait in progress, completed when the offset has been passed. */
  record Wait(Ticket ticket, CompletableFuture<Void> passed) {}

  /**
   * Starts a wait. The caller must check the position once afterwards: the writer checks for
   * waiters after moving the position, so one of the two sees the other.
   */
  Wait begin(TopicPartition partition, long offset) {
    Ticket ticket = new Ticket(partition, offset, numbers.incrementAndGet());
    CompletableFuture<Void> passed = new CompletableFuture<>();
    waiting
        .computeIfAbsent(partition, _ -> new ConcurrentSkipListMap<>(BY_OFFSET))
        .put(ticket, passed);
    return new Wait(ticket, passed);
  }

  void end(Wait wait) {
    waiting.get(wait.ticket().partition()).remove(wait.ticket());
  }

  /** Notes that the reader's position is at least this. */
  void reached(TopicPartition partition, long position) {
    NavigableMap<Ticket, CompletableFuture<Void>> tickets = waiting.get(partition);
    if (tickets == null) {
      return;
    }
    while (true) {
      Map.Entry<Ticket, CompletableFuture<Void>> first = tickets.firstEntry();
      if (first == null || first.getKey().offset() >= position) {
        return;
      }
      tickets.remove(first.getKey());
      first.getValue().complete(null);
    }
  }

  /** The partitions that have waiters. */
  Set<TopicPartition> awaited() {
    return waiting.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
