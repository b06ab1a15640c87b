package cloud.reseller.http;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;

/** Puts the guard before every HTTP server of a process; found as a service by Vert.x. */
public final class GuardProvider implements VertxServiceProvider {

  /** One for each Vert.x. */
  public GuardProvider() {}

  @Override
  public void init(VertxBuilder builder) {
    if (!builder.findTransport().getClass().equals(JDKTransport.class)) {
      throw new IllegalStateException(
          "HTTP is guarded on the transport of the JDK alone: leave"
              + " quarkus.vertx.prefer-native-transport out");
    }
    builder.findTransport(new GuardedTransport());
  }
}
