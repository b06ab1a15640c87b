package cloud.reseller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RepositoryTest {

  /** Where a build comes from is the business of the machine that runs it. */
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          "(repo1?[.]maven|central[.]sonatype|oss[.]sonatype|maven[.]google|plugins[.]gradle"
              + "|jitpack[.]io|repository[.]jboss|packages[.]confluent|registry[.]npmjs|npm[m]irror"
              + "|registry[.]yarnpkg|pypi[.]org|files[.]pythonhosted|proxy[.]golang|crates[.]io"
              + "|rubygems[.]org|docker[.]io|quay[.]io|ghcr[.]io|[a-z.]*gcr[.]io|mcr[.]microsoft"
              + "|registry[.]access|public[.]ecr|deb[.]debian|archive[.]ubuntu)");

  private static final Pattern SKIPPED_TEST = Pattern.compile("^\\s*@(Disabled|Ignore)\\b");

  /** Three of these words mean nothing else; one is a code of ISO 4217 outside of comments. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TODO|FIXME|HACK)\\b|(//|\\*).*\\bXXX\\b");

  private static final Pattern IN_CODE_FONT = Pattern.compile("`([^`]+)`");

  private static final Pattern METRIC =
      Pattern.compile(
          "(?:(?:Counter|Timer|Gauge|TimeGauge|DistributionSummary|FunctionCounter)\\s*\\.builder"
              + "|\\.(?:counter|timer|gauge|summary))\\(\\s*\"([^\"]+)\"");

  private static final Pattern SETTING =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"(reseller[^\"]+)\"");

  private static final Pattern DECISION = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");

  @Test
  void no_file_names_the_host_of_a_registry() {
    assertThat(found(REGISTRY_HOST, Repository.files().stream())).isEmpty();
  }

  @Test
  void no_test_is_skipped() {
    assertThat(found(SKIPPED_TEST, java())).isEmpty();
  }

  @Test
  void nothing_is_left_to_be_done_later() {
    assertThat(found(UNFINISHED, java())).isEmpty();
  }

  /** A module may manage a dependency by a version that the root has a property for. */
  @Test
  void only_the_root_pins_versions() throws Exception {
    List<String> pinned = new ArrayList<>();
    for (Path pom : childPoms()) {
      Element project = read(pom);
      for (Element version : elements(project, "version")) {
        Element holder = (Element) version.getParentNode();
        boolean managed =
            holder.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
        if (!holder.getTagName().equals("parent")
            && !(managed && version.getTextContent().startsWith("${"))) {
          pinned.add(pom + ": " + holder.getTagName() + " " + version.getTextContent());
        }
      }
      for (Element property : elements(project, "*")) {
        if (property.getTagName().endsWith(".version")) {
          pinned.add(pom + ": property " + property.getTagName());
        }
      }
    }
    assertThat(pinned).as("versions belong into the pom.xml of the root").isEmpty();
  }

  @Test
  void every_module_says_what_it_is() throws Exception {
    assertThat(childPoms()).isNotEmpty();
    for (Path pom : childPoms()) {
      assertThat(elements(read(pom), "name")).as("%s", pom).isNotEmpty();
      assertThat(elements(read(pom), "description")).as("%s", pom).isNotEmpty();
    }
  }

  @Test
  void decision_records_are_numbered_without_a_gap_or_a_clash() {
    List<String> records =
        Repository.files().stream()
            .filter(file -> file.startsWith("docs/decisions"))
            .map(file -> file.getFileName().toString())
            .filter(name -> DECISION.matcher(name).matches())
            .toList();
    assertThat(records).isNotEmpty();
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i)).startsWith("%04d-".formatted(i + 1));
    }
  }

  @Test
  void every_metric_and_every_setting_is_on_the_operating_page() {
    Path page = Path.of("docs/operating/README.md");
    List<String> documented =
        Repository.lines(page).stream()
            .filter(line -> line.startsWith("|"))
            .flatMap(line -> IN_CODE_FONT.matcher(line.split("\\|")[1]).results())
            .map(found -> found.group(1))
            .toList();
    for (Path file : java().filter(file -> file.toString().contains("src/main")).toList()) {
      String code = String.join(" ", Repository.lines(file));
      assertThat(METRIC.matcher(code).results().map(m -> m.group(1).replace('.', '_')))
          .as("metrics of %s", file)
          .isSubsetOf(documented);
      assertThat(SETTING.matcher(code).results().map(m -> m.group(1)))
          .as("settings of %s", file)
          .isSubsetOf(documented);
    }
  }

  private static Stream<Path> java() {
    Path self = Path.of("tests/architecture");
    return Repository.files().stream()
        .filter(file -> file.toString().endsWith(".java") && !file.startsWith(self));
  }

  private static List<String> found(Pattern pattern, Stream<Path> files) {
    List<String> found = new ArrayList<>();
    files.forEach(
        file -> {
          List<String> lines = Repository.lines(file);
          for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
              found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
          }
        });
    return found;
  }

  private static List<Path> childPoms() {
    return Repository.named("pom.xml").stream().filter(pom -> pom.getNameCount() > 1).toList();
  }

  private static List<Element> elements(Element project, String name) {
    NodeList found = project.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Element read(Path pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(Repository.ROOT.resolve(pom).toFile())
        .getDocumentElement();
  }
}
