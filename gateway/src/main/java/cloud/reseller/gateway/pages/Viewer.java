package cloud.reseller.gateway.pages;

import io.quarkus.oidc.OidcSession;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Who looks at a page: the person, and the language and time zone it is shown in. */
@RequestScoped
public class Viewer {

  /** Cookie with the chosen language. */
  static final String LANGUAGE = "language";

  /** Cookie with the browser's time zone, set by a script. */
  static final String ZONE = "zone";

  /** Where the token of the forms is kept while a page is made. */
  private static final String FORM_TOKEN = "csrf_token";

  private static final Locale CHINESE = Locale.CHINESE;
  private static final Locale ENGLISH = Locale.ENGLISH;

  private final SecurityIdentity identity;
  private final OidcSession session;
  private final RoutingContext http;
  private final Instant now = Instant.now();

  @Inject
  Viewer(SecurityIdentity identity, OidcSession session, RoutingContext http) {
    this.identity = identity;
    this.session = session;
    this.http = http;
  }

  /** The person's role; empty if nobody is signed in or the account has none. */
  public Optional<Role> role() {
    return isSignedIn() ? Role.of(identity.getRoles()) : Optional.empty();
  }

  /** Whether the person is an admin agent, the only one who changes permissions. */
  public boolean isAdmin() {
    return role().filter(Role.ADMIN_AGENT::equals).isPresent();
  }

  /** The person's name, or the sign-in name. */
  public String name() {
    return claim("name").or(() -> claim("preferred_username")).orElse("");
  }

  /** The directory object id. */
  public String objectId() {
    return claim("oid").orElse("");
  }

  /** The partner of an agent; empty for anybody else. */
  public String partnerId() {
    return claim("partner_id").orElse("");
  }

  /** The customer of a customer's user; empty for anybody else. */
  public String customerId() {
    return claim("customer_id").orElse("");
  }

  private Optional<String> claim(String name) {
    return isSignedIn()
        ? Optional.ofNullable(session.getIdToken().<Object>getClaim(name)).map(Object::toString)
        : Optional.empty();
  }

  /**
   * The session is looked at when somebody asks for it. Where that cannot wait for the sign-in
   * service, as in an error before a page was begun, and where it is not valid, nobody is signed
   * in.
   */
  private boolean isSignedIn() {
    try {
      return BlockingOperationControl.isBlockingAllowed() && !identity.isAnonymous();
    } catch (AuthenticationFailedException | AuthenticationCompletionException none) {
      return false;
    }
  }

  /** The chosen language, else the browser's. */
  public Locale locale() {
    String wanted =
        cookie(LANGUAGE)
            .or(() -> Optional.ofNullable(http.request().getHeader("Accept-Language")))
            .orElse("");
    return wanted.startsWith("zh") ? CHINESE : ENGLISH;
  }

  /** The words of the viewer's language. */
  public Words words() {
    return new LocalizedWords(locale());
  }

  /** The words of a feature in the viewer's language. */
  public <B> B words(Class<B> bundle) {
    return words().of(bundle);
  }

  /** How numbers and times are shown to the viewer. */
  public Formats formats() {
    return new Formats(locale(), zone(), now, words());
  }

  /**
   * Whether forms on this page have their token: it is made once a route has taken the call, and
   * before anything of the page is.
   */
  boolean mayFillForms() {
    return http.get(FORM_TOKEN) != null;
  }

  /** The path of the page, without its query. */
  String path() {
    return http.request().path();
  }

  /** The page's address within this origin, with its query. */
  String address() {
    return http.request().uri();
  }

  private ZoneId zone() {
    return cookie(ZONE).flatMap(Viewer::parse).orElse(ZoneOffset.UTC);
  }

  private static Optional<ZoneId> parse(String zone) {
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private Optional<String> cookie(String name) {
    return Optional.ofNullable(http.request().getCookie(name)).map(Cookie::getValue);
  }
}
