package cloud.reseller.gateway.portal.requests;

import cloud.reseller.gateway.pages.PageFilters;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Outcome;
import cloud.reseller.gateway.services.ReservationsService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Tells a page that its request is decided. The event says no more than that: the page then asks
 * for what it shows.
 */
@Path("/portal/requests/{request: " + RequestIds.GUID + "}/live")
@RolesAllowed(Role.USER)
class LiveOutcomeResource {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** The view that answers follows the log a moment later. */
  private static final Duration SOON = Duration.ofMillis(100);

  private static final int SOON_TIMES = 30;

  /** Browsers come back by themselves, with a session that is renewed if need be. */
  private static final int HEARTBEATS = 8;

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);
  private static final int UNAUTHENTICATED = 401;

  private final DecidedRequests decided;
  private final ReservationsService reservations;
  private final Viewer viewer;

  @Inject
  LiveOutcomeResource(
      DecidedRequests decided, @RestClient ReservationsService reservations, Viewer viewer) {
    this.decided = decided;
    this.reservations = reservations;
    this.viewer = viewer;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RunOnVirtualThread
  public void live(
      @RestPath String request,
      @Context HttpServerResponse answer,
      @Context Sse sse,
      @Context SseEventSink page)
      throws InterruptedException {
    PageFilters.protect(answer);
    String customer = viewer.customerId();
    // First subscribed, then asked: a decision in between is not missed.
    try (page;
        DecidedRequests.Waiting waiting = decided.begin(request)) {
      int soon = 0;
      int heartbeats = 0;
      boolean open = send(page, sse.newEventBuilder().comment("open").build());
      while (open && heartbeats < HEARTBEATS) {
        switch (Part.alone(reservations.request(customer, request))) {
          case Part.Had<Outcome> _ -> {
            send(page, event(sse, "decided"));
            return;
          }
          case Part.Refused<Outcome>(var refusal) when refusal.status() == UNAUTHENTICATED -> {
            return;
          }
          case Part.NotHad<Outcome> _ -> {
            if (waiting.within(soon > 0 ? SOON : HEARTBEAT)) {
              soon = SOON_TIMES;
            } else if (soon > 0) {
              soon--;
            } else {
              heartbeats++;
              open = send(page, event(sse, "waiting"));
            }
          }
        }
      }
    }
  }

  private static OutboundSseEvent event(Sse sse, String name) {
    return sse.newEventBuilder().name(name).data(name).build();
  }

  /** Whether the page has taken it; if not, nobody looks any more. */
  private static boolean send(SseEventSink page, OutboundSseEvent event)
      throws InterruptedException {
    if (page.isClosed()) {
      return false;
    }
    try {
      page.send(event).toCompletableFuture().get(TAKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException gone) {
      return false;
    }
  }
}
