package cloud.reseller.gateway.operations;

import cloud.reseller.gateway.operations.OperationsPage.Asked;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Health;
import cloud.reseller.gateway.services.ManagementService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Shows operations which services work, how far their views are behind, and what is parked. */
@Path("/operations")
@RolesAllowed(Role.OPERATOR)
@RunOnVirtualThread
class OperationsResource {

  private final ManagementService management;
  private final Management ports;
  private final Viewer viewer;
  private final Frames frames;

  @Inject
  OperationsResource(
      @RestClient ManagementService management, Management ports, Viewer viewer, Frames frames) {
    this.management = management;
    this.ports = ports;
    this.viewer = viewer;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "operations", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Templates {

    static native TemplateInstance operations(Frame frame, OperationsPage page);

    private Templates() {}
  }

  private record Asking(
      String name, CompletionStage<Health> health, CompletionStage<String> metrics) {

    Asked answered() {
      return new Asked(name, Part.of(health), Part.of(metrics));
    }
  }

  @GET
  public TemplateInstance show() {
    List<Asking> asking =
        List.of(
            ask("permissions-service", ports.permissions()),
            ask("reservations-service", ports.reservations()),
            ask("activity-log-service", ports.activityLog()),
            ask("billing-service", ports.billing()));
    List<Asked> asked = asking.stream().map(Asking::answered).toList();
    Frame frame = frames.of(viewer.agentWords().servicesTitle());
    return frame.show(Templates.operations(frame, OperationsPage.of(asked, viewer.formats())));
  }

  private Asking ask(String name, String port) {
    String bearer = viewer.bearer();
    return new Asking(
        name, Health.evenIfDown(management.health(port, bearer)), management.metrics(port, bearer));
  }
}
