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
 * The approved files of a module: its stored bodies, laid out for people to read. A file is called
 * after the type, with a word behind it where a type has several: {@code AddCustomer.v1.json}.
 */
public final class ApprovedBodies {

  private static final Path APPROVED = Path.of("src/test/resources/approved");
  private static final Path RECEIVED = Path.of("target/received");
  private static final JsonMapper JSON = new JsonMapper();

  private ApprovedBodies() {}

  /**
   * What differs from the approved files, in a sentence each: a body without a file, a file without
   * a body, a body that is not byte for byte what its file shows.
   */
  public static List<String> deviations(Map<String, byte[]> bodies) throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
      String file = body.getKey() + ".json";
      Path received = Files.createDirectories(RECEIVED).resolve(file);
      String laidOut = JSON.readTree(body.getValue()).toPrettyString().replace("\" : ", "\": ");
      Files.writeString(received, laidOut + "\n");
      if (!Files.exists(APPROVED.resolve(file))) {
        found.add("A type that is not released yet may be approved anew: copy " + received);
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

  /** The type name in the name of a file. */
  public static String typeName(String name) {
    int variant = name.indexOf('.', name.indexOf('.') + 1);
    return variant < 0 ? name : name.substring(0, variant);
  }
}
