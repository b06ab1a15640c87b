package cloud.reseller.gateway.pages;

import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What a service said to one question of a page. A page shows what it has, and says of the rest
 * that it cannot be had.
 */
public sealed interface Part<T> {

  /** The answer. */
  record Had<T>(T value) implements Part<T> {}

  /** No answer. */
  sealed interface NotHad<T> extends Part<T> {}

  /** The service refused. */
  record Refused<T>(Refusal refusal) implements NotHad<T> {}

  /** The service did not answer in time, or not at all. */
  record Missing<T>() implements NotHad<T> {}

  /**
   * Waits for the answer to a question that changes nothing, as long as the page still waits. An
   * answer that is there already is taken in any case.
   */
  static <T> Part<T> of(CompletionStage<T> asked) {
    return within(asked, Patience.left());
  }

  /** The same for a question of no page, such as one of many in a stream. */
  static <T> Part<T> alone(CompletionStage<T> asked) {
    return within(asked, Patience.IN_ALL);
  }

  /**
   * Waits for the answer to a change, which services themselves give up in time: a missing answer
   * means that the outcome is unknown.
   */
  static <T> Part<T> ofChange(CompletionStage<T> asked) {
    return within(asked, Duration.ofSeconds(25));
  }

  /** Waits for a file that is imported or sent as a whole, which takes as long as it is large. */
  static <T> Part<T> ofImport(CompletionStage<T> asked) {
    return within(asked, Duration.ofSeconds(100));
  }

  private static <T> Part<T> within(CompletionStage<T> asked, Duration patience) {
    try {
      return new Had<>(asked.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      MissingParts.note(late);
      return new Missing<>();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof WebApplicationException refused) {
        return Refusal.of(refused.getResponse()).<Part<T>>map(Refused::new).orElseGet(Missing::new);
      }
      MissingParts.note(failed);
      return new Missing<>();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Missing<>();
    }
  }

  /** The value, or what stands in its place. */
  default T orElse(T other) {
    return had().orElse(other);
  }

  /** The value, if it is there. */
  default Optional<T> had() {
    return switch (this) {
      case Had<T>(T value) -> Optional.of(value);
      case NotHad<T> _ -> Optional.empty();
    };
  }

  /** Whether the value is there. */
  default boolean isHad() {
    return had().isPresent();
  }

  /** Whether the viewer's role does not allow to see it. */
  default boolean isForbidden() {
    return switch (this) {
      case Had<T> _, Missing<T> _ -> false;
      case Refused<T>(Refusal refusal) -> refusal.isForbidden();
    };
  }

  /** The value as a page shows it. */
  default <V> Part<V> map(Function<T, V> shown) {
    return switch (this) {
      case Had<T>(T value) -> new Had<>(shown.apply(value));
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
      case Missing<T> _ -> new Missing<>();
    };
  }

  /**
   * The value without which there is no page.
   *
   * @throws RefusedException what the service said
   * @throws ServiceMissingException if it said nothing
   */
  default T needed() {
    return switch (this) {
      case Had<T>(T value) -> value;
      case Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
      case Missing<T> _ -> throw new ServiceMissingException();
    };
  }

  /** The page cannot be shown, because a service refused. */
  final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
      super(refusal.code(), null, false, false);
      this.refusal = refusal;
    }

    /** What the service said. */
    Refusal refusal() {
      return refusal;
    }
  }

  /** The page cannot be shown, because a service did not answer. */
  final class ServiceMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceMissingException() {
      super("a service did not answer", null, false, false);
    }
  }
}
