package cloud.reseller.http;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A restartable timer, by which a connection must have made progress. */
final class Deadline {

  private final ChannelHandlerContext context;
  private final Runnable missed;
  private Future<?> task = new FutureTask<>(() -> {}, null);

  Deadline(ChannelHandlerContext context, Runnable missed) {
    this.context = context;
    this.missed = missed;
  }

  /** Replaces the previous deadline. */
  void in(Duration time) {
    never();
    task = context.executor().schedule(missed, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  void never() {
    task.cancel(false);
  }
}
