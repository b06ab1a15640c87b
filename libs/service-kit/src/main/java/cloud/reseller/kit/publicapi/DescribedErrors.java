package cloud.reseller.kit.publicapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the errors of every operation: their statuses, and the one form they have. */
@OpenApiFilter(stages = RunStage.BUILD)
public class DescribedErrors implements OASFilter {

  private static final String FORM = "Problem";

  private static final Map<String, String> OF_ALL =
      Map.of(
          "400", "a header, a parameter or the body is wrong; data names it",
          "401", "no token, or an invalid one",
          "403", "the caller may not do this, or a condition is missing",
          "404", "no such thing, or another tenant's",
          "406", "the header Accept names no type of the answer",
          "500", "a failure of the service",
          "503", "something the call needs cannot be reached; see Retry-After");

  private static final Map<String, String> OF_BODIES =
      Map.of(
          "408", "the body did not arrive in time",
          "413", "the body is too large",
          "415", "the body has another type or a content encoding");

  private static final Map<String, String> OF_WRITES =
      Map.of(
          "409", "the state or an earlier request with the same MS-RequestId does not allow it",
          "429", "too many requests; see Retry-After",
          "504", "the outcome is unknown: ask again with the same MS-RequestId");

  @Override
  public void filterOpenAPI(OpenAPI description) {
    if (description.getComponents() == null) {
      description.setComponents(OASFactory.createComponents());
    }
    description.getComponents().addSchema(FORM, form());
    if (description.getPaths() != null && description.getPaths().getPathItems() != null) {
      description.getPaths().getPathItems().values().stream()
          .map(PathItem::getOperations)
          .forEach(operations -> operations.forEach(DescribedErrors::describe));
    }
  }

  private static void describe(PathItem.HttpMethod method, Operation operation) {
    SortedMap<String, String> errors = new TreeMap<>(OF_ALL);
    if (operation.getRequestBody() != null) {
      errors.putAll(OF_BODIES);
    }
    if (method != PathItem.HttpMethod.GET) {
      errors.putAll(OF_WRITES);
    }
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    errors.forEach(
        (status, meaning) -> operation.getResponses().addAPIResponse(status, error(meaning)));
  }

  private static APIResponse error(String meaning) {
    Content content =
        OASFactory.createContent()
            .addMediaType(
                "application/json",
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(FORM)));
    return OASFactory.createAPIResponse().description(meaning).content(content);
  }

  private static Schema form() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("An error")
        .required(List.of("code", "description", "data", "source"))
        .addProperty("code", text("stable code"))
        .addProperty("description", text("what is wrong and the next step, for people"))
        .addProperty(
            "data",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("the member, parameter or header that is wrong, and other details")
                .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)))
        .addProperty("source", text("the service that answers"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
