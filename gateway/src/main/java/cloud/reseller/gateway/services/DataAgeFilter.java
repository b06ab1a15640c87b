package cloud.reseller.gateway.services;

import io.quarkus.arc.Arc;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.DateTimeException;
import java.time.Instant;

/** Notes how old the answers of services are. */
@Provider
class DataAgeFilter implements ClientResponseFilter {

  private final DataAge age;

  @Inject
  DataAgeFilter(DataAge age) {
    this.age = age;
  }

  @Override
  public void filter(ClientRequestContext call, ClientResponseContext answer) {
    String asOf = answer.getHeaderString(Headers.DATA_AS_OF);
    if (asOf != null && Arc.container().requestContext().isActive()) {
      try {
        age.seen(Instant.parse(asOf));
      } catch (DateTimeException unreadable) {
        // A page without its age is better than no page.
        return;
      }
    }
  }
}
