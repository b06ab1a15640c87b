package cloud.reseller.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** HTTP/2 is spoken where TLS has agreed on it, never in clear text. */
@Singleton
class ClearText implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }

  @Override
  public void customizeDomainSocketServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
