package cloud.reseller.gateway.pages;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Changes the language of the pages. */
@Path("/language")
@PermitAll
class LanguageResource {

  private static final int A_YEAR = 365 * 24 * 60 * 60;

  private final boolean secure;

  @Inject
  LanguageResource(
      @ConfigProperty(name = "reseller.gateway.secure-cookies", defaultValue = "false")
          boolean secure) {
    this.secure = secure;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<Void> choose(
      HttpServerRequest call, @RestForm Optional<String> to, @RestForm Optional<String> back) {
    String language = to.filter("zh"::equals).orElse("en");
    return ResponseBuilder.<Void>seeOther(within(back.orElse("/")))
        .cookie(
            new NewCookie.Builder(Viewer.LANGUAGE)
                .value(language)
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .secure(secure || call.isSSL())
                .sameSite(NewCookie.SameSite.LAX)
                .build())
        .build();
  }

  /** An address of this origin; anything else leads to the first page. */
  static URI within(String address) {
    try {
      URI wanted = new URI(address);
      boolean here =
          wanted.getScheme() == null
              && wanted.getRawAuthority() == null
              && address.startsWith("/")
              && !address.startsWith("//")
              && !address.contains("\\");
      return here ? wanted : URI.create("/");
    } catch (URISyntaxException none) {
      return URI.create("/");
    }
  }
}
