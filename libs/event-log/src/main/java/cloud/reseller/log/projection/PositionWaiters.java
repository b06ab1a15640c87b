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

/** Who waits for a projection to pass an offset. */
final class PositionWaiters {

  private static final Comparator<Ticket> BY_OFFSET =
      Comparator.comparingLong(Ticket::offset).thenComparingLong(Ticket::number);

  private final Map<TopicPartition, NavigableMap<Ticket, CompletableFuture<Void>>> waiting =
      new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** One wait. */
  record Ticket(TopicPartition partition, long offset, long number) {}

  /** A wait that has begun; complete when the offset has been passed. */
  record Wait(Ticket ticket, CompletableFuture<Void> passed) {}

  /**
   * Begins a wait. The caller looks at the position afterwards, once: whoever moves it looks here
   * after moving it, so one of both sees the other.
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

  /** The reader's position is known to be at least this. */
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

  /** The partitions somebody waits for. */
  Set<TopicPartition> awaited() {
    return waiting.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
