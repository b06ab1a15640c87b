package cloud.reseller.kit;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.intake.ReceivedInFile;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.NotSettable;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A small service to try the form on. */
@Path("/v1/shop")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Shop {

  /** What the shop sells. */
  public record Order(
      String name, int quantity, Kind kind, Optional<String> note, List<Line> lines) {
    /** A line of it. */
    public record Line(long amount) {}

    /** A kind of it. */
    public enum Kind {
      SMALL,
      LARGE
    }
  }

  /** Who called under which ids. */
  public record Seen(
      Caller caller, String requestId, String correlationId, String logged, String traceparent) {}

  @Inject CurrentCaller caller;
  @Inject RequestHeaders headers;

  @POST
  @Path("files")
  @Consumes("text/csv")
  @ReceivedInFile
  @AllowedTo(Role.ADMIN_AGENT)
  public long file(@QueryParam("from") Optional<String> from, InputStream file) throws IOException {
    return file.readAllBytes().length;
  }

  @GET
  @AllowedTo({Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT})
  public SeekBasedResourceCollection<String> all() {
    caller.agent();
    return SeekBasedResourceCollection.page(List.of("a", "b"), Optional.empty(), "/shop");
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("pages")
  public SeekBasedResourceCollection<String> pages(@QueryParam("size") int size) {
    return SeekBasedResourceCollection.page(
        List.of("a"), Optional.of("tok"), "/shop/pages?size=" + size);
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("seen")
  public Seen seen() {
    return new Seen(
        caller.get(),
        headers.requestId(),
        headers.correlationId(),
        String.valueOf(MDC.get("correlationId")),
        headers.traceparent());
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("customers/{customerId}")
  public Caller customer(@RestPath String customerId) {
    return caller.forCustomer(customerId);
  }

  @POST
  @AllowedTo(Role.ADMIN_AGENT)
  public Order order(Order order) {
    caller.adminAgent();
    return order;
  }

  @POST
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("customers/{customerId}/orders")
  public Order order(
      @RestPath String customerId,
      @NotSettable(
              value = {"id", "shipping.date"},
              inAddress = "customerId")
          Order order) {
    return order;
  }

  @GET
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("lines")
  @Produces("text/csv")
  public Multi<String> lines() {
    return Multi.createFrom().items("a,1\n", "b,2\n");
  }

  /** Says itself that it may be kept. */
  @GET
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("kept")
  public Response kept() {
    return Response.ok("{}").header("Cache-Control", "public, max-age=60").build();
  }

  @GET
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("made")
  public RestResponse<String> made() {
    return RestResponse.ResponseBuilder.<String>create(RestResponse.Status.CREATED)
        .location(URI.create("/v1/shop/orders/a%20b?size=1"))
        .build();
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("broken")
  public String broken() {
    throw new IllegalStateException("secret of grace@partner.example");
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("rows")
  public String rows() {
    throw new IllegalStateException(new SQLException("the server is starting up", "57P03"));
  }

  @GET
  @AllowedTo({
    Role.ADMIN_AGENT,
    Role.SALES_AGENT,
    Role.HELPDESK_AGENT,
    Role.CUSTOMER_USER,
    Role.OPERATIONS
  })
  @Path("busy")
  public String busy() {
    throw ErrorCode.UNAVAILABLE.because("Busy. Come back.").retryAfter(Duration.ofSeconds(7));
  }
}
