package cloud.reseller.gateway.pages;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses pages. The server's own compression would also change the answers of services, which
 * are passed on as they are.
 */
@Provider
class CompressedPages implements WriterInterceptor {

  private final RoutingContext http;

  @Inject
  CompressedPages(RoutingContext http) {
    this.http = http;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    boolean wanted =
        MediaType.TEXT_HTML_TYPE.isCompatible(answer.getMediaType())
            && http.parsedHeaders().acceptEncoding().stream()
                .anyMatch(coding -> coding.value().equals("gzip") && coding.weight() > 0);
    if (!wanted) {
      answer.proceed();
      return;
    }
    answer.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
    answer.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
    GZIPOutputStream compressed = new GZIPOutputStream(answer.getOutputStream());
    answer.setOutputStream(compressed);
    try {
      answer.proceed();
    } finally {
      compressed.finish();
    }
  }
}
