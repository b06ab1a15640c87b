package cloud.reseller.kit.publicapi;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses a missing body where one is required, so that no resource ever sees null. */
@Provider
class BodyRequired implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object body = context.proceed();
    if (body == null) {
      throw ErrorCode.INVALID_BODY.because(
          "The body is missing. Send a JSON object in the form this address expects.", "body");
    }
    return body;
  }
}
