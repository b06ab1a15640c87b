package cloud.reseller.kit.runtime;

import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.command.Outcomes;
import cloud.reseller.kit.directory.WrittenDirectory;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.RequestHeaders;
import cloud.reseller.log.command.Commands;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestPath;

/** The whole way of a write, as a service has it: command, outcome, own rows. */
@Path("/v1/counter")
@Produces(MediaType.APPLICATION_JSON)
public class Counter {

  /** What was decided, and what the own view says right afterwards. */
  public record Added(String decided, List<String> rows) {}

  @Inject CurrentCaller caller;
  @Inject RequestHeaders headers;
  @Inject Commands commands;
  @Inject Instance<DataSource> database;
  @Inject WrittenDirectory directory;

  @POST
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("{customerId}")
  public Added add(@RestPath String customerId, String name) throws SQLException {
    caller.adminAgent();
    var answer =
        commands.submit(
            headers.command(customerId, "Add.v1", name.getBytes(StandardCharsets.UTF_8)));
    var added = (CustomerAdded) Outcomes.accepted(answer, Counter::refused);
    return new Added(added.companyName(), names(customerId));
  }

  @DELETE
  @AllowedTo(Role.ADMIN_AGENT)
  @Path("people/{id}")
  public void erase(@RestPath String id) {
    directory.eraseAgent(caller.adminAgent().partnerId(), id);
  }

  private static ProblemException refused(CommandRefused refused) {
    return ProblemException.of(409, refused.code(), refused.text());
  }

  private List<String> names(String customerId) throws SQLException {
    try (var connection = database.get().getConnection();
        var query = connection.prepareStatement("select name from counted where customer_id = ?")) {
      query.setString(1, customerId);
      List<String> names = new ArrayList<>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }
}
