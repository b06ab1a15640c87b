package cloud.reseller.gateway.operations;

import cloud.reseller.gateway.operations.OperationsPage.Asked;
import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Frame;
import cloud.reseller.gateway.pages.Frames;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Role;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Health;
import cloud.reseller.gateway.services.ManagementService;
import cloud.reseller.gateway.services.Retried;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;

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
    return page(Optional.empty(), "", Optional.empty(), FormProblem.none());
  }

  private TemplateInstance page(
      Optional<String> service, String key, Optional<Retried> retried, FormProblem problem) {
    Map<String, String> all = ports.byService();
    List<Asking> asking =
        all.entrySet().stream().map(one -> ask(one.getKey(), one.getValue())).toList();
    List<Asked> asked = asking.stream().map(Asking::answered).toList();
    Formats formats = viewer.formats();
    OperationsPage page =
        OperationsPage.of(
            asked,
            OperationsPage.Retry.of(
                List.copyOf(all.keySet()), service, key, retried, problem, formats),
            formats);
    return frames.show(
        viewer.words(CommonWords.class).servicesTitle(),
        frame -> Templates.operations(frame, page));
  }

  private Asking ask(String name, String port) {
    return new Asking(name, Health.evenIfDown(management.health(port)), management.metrics(port));
  }

  /** Retries what is parked under a key, which changes nothing twice. */
  @POST
  @Path("/retry")
  public RestResponse<TemplateInstance> retry(
      @RestForm Optional<String> service, @RestForm Optional<String> key) {
    OperationsWords words = viewer.words(OperationsWords.class);
    String wanted = key.map(String::strip).orElse("");
    Optional<String> port = service.map(ports.byService()::get);
    if (port.isEmpty() || wanted.isEmpty()) {
      FormProblem problem = FormProblem.invalid(words.retryIncomplete(), RequestIds.next());
      return problem.answer(page(service, wanted, Optional.empty(), problem));
    }
    return switch (Part.ofChange(management.retry(port.get(), wanted))) {
      case Part.Had<Retried>(Retried retried) ->
          RestResponse.ok(page(service, wanted, Optional.of(retried), FormProblem.none()));
      case Part.NotHad<Retried> answer -> {
        FormProblem problem =
            FormProblem.of(
                answer,
                RequestIds.next(),
                refusal -> words.notRetried(refusal.description()),
                words.retryUnknown());
        yield problem.answer(page(service, wanted, Optional.empty(), problem));
      }
    };
  }
}
