package cloud.reseller.log.decide.loop;

import cloud.reseller.log.decide.evidence.Origin;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;

/**
 * An outcome that the producer or broker would always reject.
 *
 * @param partition the partition number it belongs to
 * @param answers what it answers, as in {@link Origin}
 * @param isDue whether it fell due by itself
 * @param why the exception's class name; its message may quote the record
 */
record Unwritable(int partition, String answers, boolean isDue, String why) {

  /** Maximum depth when following causes, which may form a cycle. */
  private static final int DEEPEST_CAUSE = 8;

  /** The outcome, if the exception is permanent; empty if a retry may succeed. */
  static Optional<Unwritable> of(Origin origin, Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < DEEPEST_CAUSE; depth++) {
      if (blamesTheRecord(each)) {
        return Optional.of(
            new Unwritable(
                origin.partition(),
                origin.toString(),
                origin.isDue(),
                each.getClass().getSimpleName()));
      }
      each = each.getCause();
    }
    return Optional.empty();
  }

  private static boolean blamesTheRecord(Throwable thrown) {
    return thrown instanceof RecordTooLargeException
        || thrown instanceof SerializationException
        || thrown instanceof InvalidRecordException
        || thrown instanceof UnsupportedCompressionTypeException
        // A codec that is not on the class path.
        || thrown instanceof LinkageError;
  }
}
