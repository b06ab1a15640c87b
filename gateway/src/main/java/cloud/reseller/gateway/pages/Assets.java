package cloud.reseller.gateway.pages;

import io.quarkus.qute.TemplateExtension;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * The style sheets and scripts of the pages. The address of each contains the digest of its bytes,
 * so that browsers keep it for a year and get a changed one at once.
 */
@Singleton
public class Assets {

  private static final String FOLDER = "/assets/";
  private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

  private static final List<Asset> ALL =
      List.of(
          Asset.of("tabler.css", webjar("tabler__core", "dist/css/tabler.min.css")),
          Asset.of("pages.css", "assets/pages.css"),
          Asset.of("htmx.js", webjar("htmx.org", "dist/htmx.min.js")),
          Asset.of("look.js", "assets/look.js"),
          Asset.of("pages.js", "assets/pages.js"),
          Asset.of("favicon.svg", "assets/favicon.svg"));

  private static final Map<String, Asset> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Asset::name, Function.identity()));
  private static final Map<String, Asset> BY_FILE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Asset::file, Function.identity()));

  /**
   * A file, plain and compressed.
   *
   * @param file the name in its address
   */
  private record Asset(String name, String file, String type, byte[] plain, byte[] compressed) {

    static Asset of(String name, String resource) {
      byte[] bytes = read(resource);
      int dot = name.lastIndexOf('.');
      String file = name.substring(0, dot) + "-" + digest(bytes) + name.substring(dot);
      return new Asset(name, file, type(name), bytes, compress(bytes));
    }

    private static String type(String name) {
      return switch (name.substring(name.lastIndexOf('.'))) {
        case ".css" -> "text/css; charset=utf-8";
        case ".js" -> "text/javascript; charset=utf-8";
        case ".svg" -> "image/svg+xml";
        default -> throw new IllegalArgumentException("no media type for " + name);
      };
    }
  }

  void open(@Observes Router router) {
    router
        .route(FOLDER + ":file")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(Assets::serve);
    router.get("/favicon.ico").handler(http -> http.redirect(url("favicon.svg")));
  }

  /** The address of a file, for templates. */
  @TemplateExtension(namespace = "asset")
  static String url(String name) {
    return FOLDER + BY_NAME.get(name).file();
  }

  private static void serve(RoutingContext http) {
    Asset asset = BY_FILE.get(http.pathParam("file"));
    if (asset == null) {
      http.next();
      return;
    }
    HttpServerResponse answer = http.response();
    boolean compressed =
        http.parsedHeaders().acceptEncoding().stream()
            .anyMatch(coding -> coding.value().equals("gzip") && coding.weight() > 0);
    answer
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
        .putHeader(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .putHeader("X-Content-Type-Options", "nosniff");
    if (compressed) {
      answer.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    byte[] bytes = compressed ? asset.compressed() : asset.plain();
    answer.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
    if (http.request().method().equals(HttpMethod.HEAD)) {
      answer.end();
    } else {
      answer.end(Buffer.buffer(bytes));
    }
  }

  /** The path of a webjar's file contains its version, which only the root pom.xml names. */
  private static String webjar(String artifact, String file) {
    Properties pom = new Properties();
    try (InputStream in =
        resource("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/" + artifact + "/" + pom.getProperty("version") + "/" + file;
  }

  private static byte[] read(String name) {
    try (InputStream in = resource(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the file " + name + " is not packaged");
    }
    return in;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
