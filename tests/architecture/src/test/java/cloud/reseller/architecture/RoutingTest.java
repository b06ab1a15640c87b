package cloud.reseller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway knows every address below /v1/ that a service answers. */
class RoutingTest {

  private static final String PATH = "jakarta.ws.rs.Path";

  @ParameterizedTest
  @ValueSource(strings = {"PERMISSIONS", "RESERVATIONS", "ACTIVITY_LOG", "BILLING"})
  void every_address_of_a_service_is_led_to_it(String service) throws Exception {
    List<String> addresses = addresses(service.toLowerCase().replace('_', '-') + "-service");
    assertThat(addresses).isNotEmpty();
    try (URLClassLoader gateway =
        new URLClassLoader(new URL[] {classes("gateway").toUri().toURL()}, null)) {
      Method routed =
          gateway.loadClass("cloud.reseller.gateway.Service").getDeclaredMethod("of", String.class);
      routed.setAccessible(true);
      for (String address : addresses) {
        assertThat(((Optional<?>) routed.invoke(null, address)).map(Object::toString))
            .as(address)
            .contains(service);
      }
    }
  }

  /** Every path of the service's resources, with a word for each of its variables. */
  private static List<String> addresses(String module) {
    List<String> addresses = new ArrayList<>();
    for (JavaClass resource : new ClassFileImporter().importPath(classes(module))) {
      resource
          .tryGetAnnotationOfType(PATH)
          .map(RoutingTest::value)
          .ifPresent(
              base ->
                  resource.getMethods().stream()
                      .filter(RoutingTest::answers)
                      .map(method -> base + "/" + suffix(method))
                      .map(path -> path.replaceAll("\\{[^}]*}", "x").replaceAll("/+", "/"))
                      .map(path -> path.replaceFirst("(?<=.)/$", ""))
                      .map(path -> path.startsWith("/") ? path : "/" + path)
                      .filter(path -> path.startsWith("/v1/"))
                      .forEach(addresses::add));
    }
    return addresses;
  }

  private static boolean answers(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType())
        .anyMatch(type -> type.getPackageName().equals("jakarta.ws.rs") && isMethod(type));
  }

  private static boolean isMethod(JavaClass annotation) {
    return List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        .contains(annotation.getSimpleName());
  }

  private static String suffix(JavaMethod method) {
    return method.tryGetAnnotationOfType(PATH).map(RoutingTest::value).orElse("");
  }

  private static String value(JavaAnnotation<?> path) {
    return path.get("value").map(Object::toString).orElse("");
  }

  private static Path classes(String module) {
    return Repository.ROOT.resolve(module).resolve("target/classes");
  }
}
