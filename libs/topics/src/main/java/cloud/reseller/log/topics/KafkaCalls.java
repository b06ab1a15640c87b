package cloud.reseller.log.topics;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for the results of an admin client, whose own timeouts bound the wait. */
public final class KafkaCalls {

  /**
   * The result.
   *
   * @throws KafkaException or another exception of the client if the call failed
   */
  public static <T> T join(KafkaFuture<T> asked) {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new KafkaException(e.getCause());
    }
  }

  private KafkaCalls() {}
}
