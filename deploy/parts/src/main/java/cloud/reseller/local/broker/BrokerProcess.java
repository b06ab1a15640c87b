package cloud.reseller.local.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Main program of the broker's JVM: formats a new log directory, then runs Kafka's own main
 * program. Formatting here avoids starting a second JVM for every new directory.
 *
 * <p>Arguments: the broker's properties file; optionally {@code format} to format only.
 */
public final class BrokerProcess {
  private BrokerProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Properties properties = read(file);
    String logDirectory = properties.getProperty("log.dirs");
    if (!Files.exists(Path.of(logDirectory, "meta.properties"))) {
      format(properties, logDirectory);
    }
    if (arguments.length > 1 && arguments[1].equals("format")) {
      return;
    }
    kafka.Kafka.main(new String[] {file.toString()});
  }

  private static void format(Properties properties, String logDirectory) throws Exception {
    new Formatter()
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(properties.getProperty("controller.listener.names"))
        .setReleaseVersion(MetadataVersion.latestProduction())
        .addDirectory(logDirectory)
        .setMetadataLogDirectory(logDirectory)
        .run();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
