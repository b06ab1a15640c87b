package cloud.reseller.log.decide.loop;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/** Finds the open transactions that hold up partitions. */
final class OpenTransactions {

  private final Admin admin;

  OpenTransactions(Admin admin) {
    this.admin = admin;
  }

  /** The transactional ids with an open transaction in any of the partitions. */
  CompletableFuture<Set<String>> of(Collection<TopicPartition> partitions) {
    return admin
        .describeProducers(partitions)
        .all()
        .toCompletionStage()
        .thenApply(
            states ->
                states.values().stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(producer -> producer.producerId())
                    .collect(Collectors.toSet()))
        .thenCompose(this::names)
        .toCompletableFuture();
  }

  private CompletionStage<Set<String>> names(Set<Long> producers) {
    if (producers.isEmpty()) {
      return CompletableFuture.completedStage(Set.of());
    }
    return admin
        .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
        .all()
        .toCompletionStage()
        .thenApply(
            listed ->
                listed.stream()
                    .map(TransactionListing::transactionalId)
                    .collect(Collectors.toCollection(TreeSet::new)));
  }
}
