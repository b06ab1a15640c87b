package cloud.reseller.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.quarkus.vertx.http.runtime.options.HttpServerOptionsUtils;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.net.SocketAddress;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The JDK transport with a guard on every server connection. The transport is the only extension
 * point that sees a server before its first connection.
 *
 * <p>The buffers of a connection are small: all connections that a server accepts must fit into its
 * direct memory even if each buffers as much as it can. A server without direct memory left blocks
 * on every read and answers nobody.
 */
final class GuardedTransport extends JDKTransport {

  private static final int KIB = 1024;

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    super.configure(options, domainSocket, bootstrap);
    if (options.isUseProxyProtocol()) {
      throw new IllegalStateException(
          "the proxy protocol is not read here: leave quarkus.http.proxy.use-proxy-protocol out");
    }
    Config config = ConfigProvider.getConfig();
    bootstrap.childOption(
        ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 2 * KIB, 8 * KIB));
    bootstrap.childOption(
        ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(8 * KIB, 16 * KIB));
    bootstrap.childHandler(
        new Door(
            bootstrap.config().childHandler(),
            GuardSettings.of(config),
            !isManagement(options, config)));
  }

  private static boolean isManagement(NetServerOptions options, Config config) {
    int port = options.getPort();
    return port == HttpServerOptionsUtils.RANDOM_PORT_MANAGEMENT
        || config.getOptionalValue("quarkus.management.enabled", Boolean.class).orElse(false)
            && config
                .getOptionalValue("quarkus.management.port", Integer.class)
                .filter(management -> management == port)
                .isPresent();
  }

  /** Counts a connection and puts the guard first in the pipeline, after TLS. */
  private static final class Door extends ChannelInitializer<Channel> {

    private static final String HTTP_1 = "http/1.1";

    private final ChannelHandler server;
    private final GuardSettings settings;
    private final boolean bodies;
    private final Shares connections;
    private final Shares calls;

    Door(ChannelHandler server, GuardSettings settings, boolean bodies) {
      this.server = server;
      this.settings = settings;
      this.bodies = bodies;
      this.connections = shares(settings);
      this.calls = shares(settings);
    }

    private static Shares shares(GuardSettings settings) {
      return new Shares(settings.connections(), settings.connectionsPerAddress());
    }

    @Override
    protected void initChannel(Channel channel) {
      SocketAddress from = channel.remoteAddress();
      if (!connections.take(from, 1)) {
        RefusalCount.add("TooManyConnections");
        channel.close();
        return;
      }
      channel.closeFuture().addListener(_ -> connections.release(from, 1));
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(server);
      Guard guard = new Guard(settings, calls, bodies);
      if (pipeline.get("ssl") == null) {
        pipeline.addFirst(Guard.NAME, guard);
      } else {
        pipeline.addAfter("ssl", Guard.NAME, guard);
      }
      if (!bodies && pipeline.get("ssl") instanceof SslHandler tls) {
        tls.engine().setHandshakeApplicationProtocolSelector(Door::http1);
      }
    }

    /**
     * Restricts ALPN to HTTP/1.1, since a management port's server offers HTTP/2 whenever it has
     * TLS.
     */
    private static String http1(SSLEngine engine, List<String> offered) {
      return offered.contains(HTTP_1) ? HTTP_1 : "";
    }
  }
}
