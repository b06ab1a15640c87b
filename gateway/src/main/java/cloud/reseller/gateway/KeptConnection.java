package cloud.reseller.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A call to a service whose connection other calls use after it. The proxy resets the call when its
 * caller goes away, and Vert.x then closes the connection, also when the answer has come to its end
 * and the connection belongs to the next call already. So a call that was sent whole is not reset:
 * its answer is read to the end and dropped. One that was not has the connection to itself.
 */
final class KeptConnection implements InvocationHandler {

  private final HttpClientRequest call;
  private boolean sent;

  private KeptConnection(HttpClientRequest call) {
    this.call = call;
  }

  static HttpClientRequest of(HttpClientRequest call) {
    return (HttpClientRequest)
        Proxy.newProxyInstance(
            HttpClientRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            new KeptConnection(call));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "reset" -> {
        if (sent) {
          call.response().onSuccess(KeptConnection::drop);
          return false;
        }
      }
      case "end", "send" -> sent = true;
      default -> {
        // Passed on as it is.
      }
    }
    try {
      Object result = method.invoke(call, arguments);
      return result == call ? proxy : result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static void drop(HttpClientResponse answer) {
    try {
      answer.handler(_ -> {});
      answer.resume();
    } catch (IllegalStateException over) {
      // Nothing of it is left to be read.
    }
  }
}
