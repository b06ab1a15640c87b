package cloud.reseller.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A call to a service that ignores resets once its exchange has completed. The connection then
 * belongs to another call, which a reset would abort; and the proxy resets whenever a caller
 * disconnects, even if the complete answer has already arrived.
 */
final class ServiceCall implements InvocationHandler {

  private final HttpClientRequest call;
  private final ChannelHandlerContext connection;
  private final Exchanges exchanges;
  private final int before;

  private ServiceCall(HttpClientRequest call, ChannelHandlerContext connection) {
    this.call = call;
    this.connection = connection;
    this.exchanges = connection.pipeline().get(Exchanges.class);
    this.before = exchanges.over();
  }

  /** Starts counting the exchanges of a new connection. */
  static void watch(HttpConnection service) {
    if (service instanceof ConnectionBase connection) {
      connection
          .channelHandlerContext()
          .pipeline()
          .addBefore(connection.channelHandlerContext().name(), null, new Exchanges());
    }
  }

  /** Wraps a call of which nothing has been sent yet. */
  static HttpClientRequest of(HttpClientRequest call) {
    if (!(call.connection() instanceof ConnectionBase connection)) {
      throw new IllegalStateException("not a connection of the Vert.x client");
    }
    return (HttpClientRequest)
        Proxy.newProxyInstance(
            HttpClientRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            new ServiceCall(call, connection.channelHandlerContext()));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("reset")) {
      // On the event loop on which exchanges are counted, so that none ends in between.
      if (connection.executor().inEventLoop()) {
        reset(method, arguments);
      } else {
        connection.executor().execute(() -> reset(method, arguments));
      }
      return true;
    }
    return pass(method, arguments);
  }

  private void reset(Method method, Object[] arguments) {
    if (exchanges.over() == before) {
      try {
        pass(method, arguments);
      } catch (Throwable failure) {
        throw new IllegalStateException("a call cannot be reset", failure);
      }
    }
  }

  private Object pass(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(call, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
