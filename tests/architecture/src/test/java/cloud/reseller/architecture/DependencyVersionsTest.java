package cloud.reseller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Checks the shipped components, as listed by the build, against the first versions without known
 * vulnerabilities. The reasons are in docs/security.md.
 */
class DependencyVersionsTest {

  private static final String SBOM = "target/quarkus-run-cyclonedx.json";

  /** Files of class paths that no SBOM is made of: the launcher's and the broker's. */
  private static final List<String> CLASS_PATHS =
      List.of(
          "deploy/local/target/launcher.classpath",
          "deploy/parts/target/classes/cloud/reseller/local/broker/broker.files");

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*(?:-\\d+)?)\\.jar");

  /**
   * A version without the known holes of the ones before it.
   *
   * @param artifact pattern of its whole name
   */
  record Floor(String artifact, String version) {
    @Override
    public String toString() {
      return artifact + " >= " + version;
    }

    boolean concerns(Component component) {
      return component.artifact().matches(artifact);
    }

    boolean holds(Component component) {
      return Version.parse(component.version()).compareTo(Version.parse(version)) >= 0;
    }
  }

  /** An artifact of a version, and where it was found. */
  record Component(String artifact, String version, String in) {}

  static final List<Floor> FLOORS =
      List.of(
          new Floor("quarkus-core", "3.33.2"),
          new Floor("netty-(?!tcnative).*", "4.1.139"),
          new Floor("vertx-core", "4.5.24"),
          new Floor("kafka-clients", "4.1.2"),
          new Floor("kafka_2\\.13", "4.3.1"),
          new Floor("postgresql", "42.7.13"),
          new Floor("lz4-java", "1.10.1"),
          new Floor("jackson-core", "2.21.1"),
          new Floor("log4j-core", "2.25.3"),
          new Floor("commons-compress", "1.26.0"),
          new Floor("commons-lang3", "3.18.0"));

  @ParameterizedTest
  @FieldSource("FLOORS")
  void nothing_is_older_than_the_version_without_the_known_holes(Floor floor) throws IOException {
    List<Component> concerned = components().stream().filter(floor::concerns).toList();

    assertThat(concerned).as("a floor for what is not there any more").isNotEmpty();
    assertThat(concerned).allMatch(floor::holds);
  }

  @Test
  void every_service_has_a_list_of_what_it_consists_of() throws IOException {
    List<String> without = new ArrayList<>();
    for (Path service : services()) {
      JsonNode sbom = sbom(service);
      assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
      List<String> listed = new ArrayList<>();
      sbom.get("components").forEach(component -> listed.add(component.get("name").asText()));
      try (Stream<Path> jars = Files.list(service.resolve("target/quarkus-app/lib/main"))) {
        jars.map(jar -> jar.getFileName().toString())
            .filter(jar -> listed.stream().noneMatch(jar::contains))
            .forEach(jar -> without.add(service.getFileName() + ": " + jar));
      }
    }
    assertThat(without).isEmpty();
  }

  /** Gateway and services: what has its own process. */
  private static List<Path> services() {
    List<Path> services =
        Repository.modulesWithCode().stream()
            .filter(module -> Files.isDirectory(module.resolve("target/quarkus-app")))
            .toList();
    assertThat(services).hasSize(5);
    return services;
  }

  private static JsonNode sbom(Path service) throws IOException {
    return new ObjectMapper().readTree(service.resolve(SBOM).toFile());
  }

  private static List<Component> components() throws IOException {
    List<Component> components = new ArrayList<>();
    for (Path service : services()) {
      for (JsonNode component : sbom(service).get("components")) {
        components.add(
            new Component(
                component.get("name").asText(),
                component.get("version").asText(),
                service.getFileName().toString()));
      }
    }
    for (String classPath : CLASS_PATHS) {
      for (String file : Files.readString(Repository.ROOT.resolve(classPath)).split(":")) {
        Matcher jar = JAR.matcher(Path.of(file.strip()).getFileName().toString());
        if (jar.matches()) {
          components.add(new Component(jar.group(1), jar.group(2), classPath));
        }
      }
    }
    return components;
  }
}
