package cloud.reseller.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The approved files of a module: its stored bodies, formatted for people to read. A file is named
 * after the type, with a suffix if a type has several: {@code AddCustomer.v1.json}.
 */
public final class ApprovedBodies {

  private static final Path APPROVED = Path.of("src/test/resources/approved");
  private static final Path RECEIVED = Path.of("target/received");
  private static final JsonMapper JSON = new JsonMapper();

  private ApprovedBodies() {}

  /**
   * The differences from the approved files, one sentence each: a body without a file, a file
   * without a body, or a body that differs from its file.
   */
  public static List<String> deviations(Map<String, byte[]> bodies) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      String file = body.getKey() + ".json";
      Path received = Files.createDirectories(RECEIVED).resolve(file);
      String laidOut = JSON.readTree(body.getValue()).toPrettyString().replace("\" : ", "\": ");
      Files.writeString(received, laidOut + "\n");
      if (!Files.exists(APPROVED.resolve(file))) {
        found.add("A type that has not been released may be approved again: copy " + received);
      } else if (!Arrays.equals(
          body.getValue(), JSON.writeValueAsBytes(JSON.readTree(approved(body.getKey()))))) {
        found.add(received + " is not what was approved; a stored form never changes");
      }
    }
    try (Stream<Path> files = Files.list(APPROVED)) {
      files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .filter(name -> !bodies.containsKey(name))
          .forEach(name -> found.add("Nothing is written as the approved " + name));
    }
    return found;
  }

  /** The approved body of this name. */
  public static byte[] approved(String name) throws IOException {
    return Files.readAllBytes(APPROVED.resolve(name + ".json"));
  }

  /** The type name in a file name. */
  public static String typeName(String name) {
    int variant = name.indexOf('.', name.indexOf('.') + 1);
    return variant < 0 ? name : name.substring(0, variant);
  }
}
