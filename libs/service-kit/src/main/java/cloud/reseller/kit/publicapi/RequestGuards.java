package cloud.reseller.kit.publicapi;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Refuses malformed calls in the public form before any resource sees them; the server's own
 * answers would have no body.
 */
@Singleton
class RequestGuards {

  /** After the request ids, before the server's own check of the length. */
  private static final int SECOND = 9_000;

  /**
   * U+0000 in an address: no id or text here contains it, and PostgreSQL does not accept it in any
   * value.
   */
  private static final String NUL = "%00";

  private final String source;
  private final long most;
  private final Routes routes;

  @Inject
  RequestGuards(
      @ConfigProperty(name = "quarkus.application.name") String source,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
      Routes routes) {
    this.source = source;
    this.most = most.asLongValue();
    this.routes = routes;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLarge, SECOND);
    filters.register(this::refuseUnstorable, SECOND);
    filters.register(this::refuseUnreadable, SECOND);
    filters.register(this::refuseEncoded, SECOND);
  }

  /**
   * The server parses Accept only when it answers, and would then fail after the call has taken
   * effect.
   */
  private void refuseUnreadable(RoutingContext http) {
    List<MediaType> accepted = new ArrayList<>();
    try {
      http.request()
          .headers()
          .getAll(HttpHeaders.ACCEPT)
          .forEach(header -> accepted.addAll(MediaTypeHelper.parseHeader(header)));
    } catch (IllegalArgumentException none) {
      send(
          http,
          ErrorCode.INVALID_HEADER.because(
              "The header Accept is not a list of media types. Send application/json, or leave it"
                  + " out.",
              "Accept"),
          source);
      return;
    }
    if (accepted.isEmpty() || accepts(accepted, MediaType.APPLICATION_JSON)) {
      http.next();
      return;
    }
    Set<String> answers = routes.answers(http.request().method().name(), http.normalizedPath());
    if (answers.isEmpty() || answers.stream().anyMatch(type -> accepts(accepted, type))) {
      http.next();
    } else {
      send(http, ProblemMappers.notAcceptable(answers), source);
    }
  }

  private static boolean accepts(List<MediaType> accepted, String type) {
    return accepted.stream().anyMatch(one -> one.isCompatible(MediaType.valueOf(type)));
  }

  /** Bodies are never decompressed, because the result could exceed the size limit. */
  private void refuseEncoded(RoutingContext http) {
    boolean encoded =
        http.request().headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
            .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    if (!encoded) {
      http.next();
      return;
    }
    http.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    send(
        http,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE.because(
            "Bodies with a content encoding are not supported. Send the body as it is, without the"
                + " header Content-Encoding.",
            "Content-Encoding"),
        source);
  }

  private void refuseUnstorable(RoutingContext http) {
    if (http.request().uri().contains(NUL)) {
      send(
          http,
          ErrorCode.INVALID_PARAMETER.because(
              "The address contains the character U+0000, which no id and no text contains."
                  + " Leave it out.",
              "address"),
          source);
    } else {
      http.next();
    }
  }

  private void refuseTooLarge(RoutingContext http) {
    if (length(http) <= most) {
      http.next();
      return;
    }
    send(
        http,
        ErrorCode.BODY_TOO_LARGE.because(
            "The body is longer than the "
                + most
                + " bytes this service takes. Send less in one"
                + " call.",
            "body"),
        source);
  }

  /** The server itself refuses a length that is not a number. */
  private static long length(RoutingContext http) {
    String length = http.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  static void send(RoutingContext http, ProblemException why, String source) {
    http.response()
        .setStatusCode(why.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Json.encodeToBuffer(why.problem(source)));
  }
}
