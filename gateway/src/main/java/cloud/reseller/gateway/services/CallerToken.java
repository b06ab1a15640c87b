package cloud.reseller.gateway.services;

import io.quarkus.oidc.AccessTokenCredential;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Asks services as the person who is signed in, with that person's own token. */
@Provider
class CallerToken implements ClientRequestFilter {

  private final AccessTokenCredential token;

  @Inject
  CallerToken(AccessTokenCredential token) {
    this.token = token;
  }

  @Override
  public void filter(ClientRequestContext call) {
    call.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.getToken());
  }
}
