package cloud.reseller.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.net.SocketAddress;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The transport of the JDK, with a guard on every connection of a server. The transport is the one
 * place that sees a server before its first connection.
 */
final class GuardedTransport extends JDKTransport {

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    super.configure(options, domainSocket, bootstrap);
    if (options.isUseProxyProtocol()) {
      throw new IllegalStateException(
          "the proxy protocol is not read here: leave quarkus.http.proxy.use-proxy-protocol out");
    }
    GuardSettings settings = GuardSettings.of(ConfigProvider.getConfig());
    bootstrap.childHandler(new Door(bootstrap.config().childHandler(), settings));
  }

  /** Counts a connection and puts the guard before everything but TLS. */
  private static final class Door extends ChannelInitializer<Channel> {

    private final ChannelHandler server;
    private final GuardSettings settings;
    private final ConnectionCount count;

    Door(ChannelHandler server, GuardSettings settings) {
      this.server = server;
      this.settings = settings;
      this.count = new ConnectionCount(settings.connections(), settings.connectionsPerAddress());
    }

    @Override
    protected void initChannel(Channel channel) {
      SocketAddress from = channel.remoteAddress();
      if (!count.enter(from)) {
        RefusalCount.add("TooManyConnections");
        channel.close();
        return;
      }
      channel.closeFuture().addListener(_ -> count.leave(from));
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(server);
      Guard guard = new Guard(settings);
      if (pipeline.get("ssl") == null) {
        pipeline.addFirst(Guard.NAME, guard);
      } else {
        pipeline.addAfter("ssl", Guard.NAME, guard);
      }
    }
  }
}
