package cloud.reseller.gateway.pages;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses pages. The server's own compression would also change the answers of services, which
 * are passed on as they are.
 */
@Provider
class CompressedPages implements WriterInterceptor {

  private final CurrentVertxRequest request;

  @Inject
  CompressedPages(CurrentVertxRequest request) {
    this.request = request;
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
    boolean wanted = MediaType.TEXT_HTML_TYPE.isCompatible(answer.getMediaType()) && isAccepted();
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

  /** After a call that no route takes there is no request any more. */
  private boolean isAccepted() {
    return Arc.container().requestContext().isActive()
        && Optional.ofNullable(request.getCurrent())
            .filter(
                http ->
                    http.parsedHeaders().acceptEncoding().stream()
                        .anyMatch(coding -> coding.value().equals("gzip") && coding.weight() > 0))
            .isPresent();
  }
}
