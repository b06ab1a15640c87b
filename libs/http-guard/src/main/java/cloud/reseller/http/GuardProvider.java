package cloud.reseller.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Puts the guard in front of every HTTP server of a process; Vert.x finds it with the
 * ServiceLoader.
 */
public final class GuardProvider implements VertxServiceProvider {

  /** Created for each Vert.x instance. */
  public GuardProvider() {}

  @Override
  public void init(VertxBuilder builder) {
    if (!builder.findTransport().getClass().equals(JDKTransport.class)) {
      throw new IllegalStateException(
          "HTTP is guarded on the JDK transport only: leave"
              + " quarkus.vertx.prefer-native-transport out");
    }
    builder.findTransport(new GuardedTransport());
  }
}
