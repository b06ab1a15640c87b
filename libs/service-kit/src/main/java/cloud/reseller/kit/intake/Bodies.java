package cloud.reseller.kit.intake;

import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.publicapi.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Receives bodies on the event loop: none of them holds a thread while it arrives, and their total
 * memory is bounded.
 */
@Singleton
class Bodies {

  private static final String BODY = "body";

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final BodyLimits limits;
  private final ImportFiles files;
  private final ImportPlaces imports;

  /** Total bytes of all bodies in memory. */
  private final AtomicLong held = new AtomicLong();

  @Inject
  Bodies(ImportFiles files, BodyLimits limits) {
    this.limits = limits;
    this.files = files;
    this.imports = new ImportPlaces(limits.importsAtOnce);
  }

  /** Total bytes of all bodies in memory. */
  long held() {
    return held.get();
  }

  /** How many more imports would be accepted. */
  int importsLeft() {
    return imports.left();
  }

  /** Reads the whole body into memory. */
  Uni<InputStream> inMemory(RoutingContext http) {
    long most = limits.max.asLongValue();
    return inMemory(http, most, () -> tooLarge(most));
  }

  /**
   * Reads a small body of a caller who lacks the role, to record the attempt; a larger one is not
   * read.
   */
  Uni<InputStream> forTheRecord(RoutingContext http, Route route) {
    return inMemory(
        http, BodyLimits.FOR_THE_RECORD, () -> CurrentCaller.lacksRights(route.roles()));
  }

  private Uni<InputStream> inMemory(
      RoutingContext http, long most, Supplier<RuntimeException> tooLarge) {
    requireLength(http, most, tooLarge);
    return orGone(http, receive(http, limits.within, new InMemory(http, most, tooLarge)));
  }

  /**
   * Reads the whole body into a file that is deleted when the call has ended.
   *
   * @param tenant whose caller sends it
   */
  Uni<InputStream> inFile(RoutingContext http, String tenant) {
    long most = limits.importMax.asLongValue();
    requireLength(http, most, () -> tooLarge(most));
    if (!imports.take(tenant)) {
      throw ErrorCode.TOO_MANY_REQUESTS
          .because(
              limits.importsAtOnce
                  + " files are being imported at this moment, and no more are taken at once. Send"
                  + " this one again after the time in Retry-After.")
          .retryAfter(TRY_AGAIN);
    }
    CallEnd end = CallEnd.of(http);
    end.release(() -> imports.leave(tenant));
    Path path = files.newFile();
    end.release(() -> http.vertx().fileSystem().delete(path.toString()));
    Uni<AsyncFile> open =
        Uni.createFrom()
            .completionStage(
                () ->
                    http.vertx()
                        .fileSystem()
                        .open(path.toString(), new OpenOptions().setRead(false).setCreate(false))
                        .toCompletionStage());
    return orGone(
        http,
        open.flatMap(
            file -> receive(http, limits.importWithin, new InFile(http, path, file, most))));
  }

  /** Any failure after the end of the call means that its request or file is gone. */
  private static Uni<InputStream> orGone(RoutingContext http, Uni<InputStream> body) {
    return body.onFailure(_ -> CallEnd.of(http).isOver()).transform(_ -> incomplete());
  }

  /** Receives a body piece by piece on the event loop. */
  private interface Receiver {

    /** Registers a callback for failures to store a piece. */
    default void onFailure(Consumer<Throwable> failed) {}

    /** Takes the next piece. */
    void piece(Buffer piece);

    /** The body is complete. */
    void end(UniEmitter<? super InputStream> to);

    /** The body will not be completed. */
    void giveUp();
  }

  private static Uni<InputStream> receive(RoutingContext http, Duration within, Receiver receiver) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              HttpServerRequest request = http.request();
              if (request.isEnded()) {
                http.put(UnreadBodies.READ, true);
                receiver.end(emitter);
                return;
              }
              AtomicBoolean over = new AtomicBoolean();
              long timer =
                  http.vertx()
                      .setTimer(
                          within.toMillis(),
                          _ -> giveUp(over, request, receiver, emitter, tooSlow(within)));
              Consumer<Throwable> failed =
                  why -> {
                    http.vertx().cancelTimer(timer);
                    giveUp(over, request, receiver, emitter, why);
                  };
              receiver.onFailure(failed);
              request.exceptionHandler(_ -> failed.accept(incomplete()));
              request.handler(
                  piece -> {
                    if (over.get()) {
                      return;
                    }
                    try {
                      receiver.piece(piece);
                    } catch (RuntimeException refused) {
                      failed.accept(refused);
                    }
                  });
              request.endHandler(
                  _ -> {
                    if (over.compareAndSet(false, true)) {
                      http.vertx().cancelTimer(timer);
                      http.put(UnreadBodies.READ, true);
                      receiver.end(emitter);
                    }
                  });
              CallEnd.of(http).release(() -> failed.accept(incomplete()));
              if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
                http.response().writeContinue();
              }
              request.resume();
            });
  }

  private static void giveUp(
      AtomicBoolean over,
      HttpServerRequest request,
      Receiver receiver,
      UniEmitter<? super InputStream> emitter,
      Throwable why) {
    if (over.compareAndSet(false, true)) {
      request.pause();
      receiver.giveUp();
      emitter.fail(why);
    }
  }

  /** Receives into memory. */
  private final class InMemory implements Receiver {

    private final long most;
    private final Supplier<RuntimeException> tooLarge;
    private final Buffer body = Buffer.buffer();

    /** Bytes reserved until the call ends, whatever its result. */
    private long counted;

    private boolean released;

    InMemory(RoutingContext http, long most, Supplier<RuntimeException> tooLarge) {
      this.most = most;
      this.tooLarge = tooLarge;
      CallEnd.of(http).release(this::release);
    }

    @Override
    public void piece(Buffer piece) {
      if (body.length() + piece.length() > most) {
        throw tooLarge.get();
      }
      if (count(piece.length()) > limits.maxTogether.asLongValue()) {
        throw ErrorCode.UNAVAILABLE
            .because(
                "The service holds as many bodies as it can. Send this one again, with the same"
                    + " MS-RequestId, after the time in Retry-After.")
            .retryAfter(TRY_AGAIN);
      }
      body.appendBuffer(piece);
    }

    private synchronized long count(int bytes) {
      // Queued pieces may still arrive after the end of the call.
      if (released) {
        throw incomplete();
      }
      counted += bytes;
      return held.addAndGet(bytes);
    }

    private synchronized void release() {
      released = true;
      held.addAndGet(-counted);
      counted = 0;
    }

    @Override
    public void end(UniEmitter<? super InputStream> to) {
      to.complete(new ByteArrayInputStream(body.getBytes()));
    }

    @Override
    public void giveUp() {
      // Nothing to close.
    }
  }

  /** Receives into a file. */
  private static final class InFile implements Receiver {

    private final HttpServerRequest request;
    private final Path path;
    private final AsyncFile file;
    private final long most;
    private long length;

    InFile(RoutingContext http, Path path, AsyncFile file, long most) {
      this.request = http.request();
      this.path = path;
      this.file = file;
      this.most = most;
    }

    @Override
    public void onFailure(Consumer<Throwable> failed) {
      file.exceptionHandler(failed::accept);
    }

    @Override
    public void piece(Buffer piece) {
      length += piece.length();
      if (length > most) {
        throw tooLarge(most);
      }
      file.write(piece);
      if (file.writeQueueFull()) {
        request.pause();
        file.drainHandler(_ -> request.resume());
      }
    }

    @Override
    public void end(UniEmitter<? super InputStream> to) {
      file.close()
          .onComplete(
              _ -> {
                try {
                  to.complete(Files.newInputStream(path));
                } catch (IOException e) {
                  to.fail(e);
                }
              },
              to::fail);
    }

    @Override
    public void giveUp() {
      file.drainHandler(null);
      file.close();
    }
  }

  private static void requireLength(
      RoutingContext http, long most, Supplier<RuntimeException> tooLarge) {
    String length = http.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    // A length that is not a number has already been refused by the server.
    if (length != null && Long.parseLong(length) > most) {
      throw tooLarge.get();
    }
  }

  private static RuntimeException tooLarge(long most) {
    return ErrorCode.BODY_TOO_LARGE.because(
        "The body is longer than the " + most + " bytes this address takes. Send less in one call.",
        BODY);
  }

  static RuntimeException incomplete() {
    return ErrorCode.INVALID_BODY.because(
        "The connection ended before the body did. Send it again, with the same MS-RequestId.",
        BODY);
  }

  private static RuntimeException tooSlow(Duration within) {
    return ErrorCode.REQUEST_TIMEOUT.because(
        "The body did not come within "
            + within.toSeconds()
            + " s. Send it again, with the same MS-RequestId, over a faster connection.",
        BODY);
  }
}
