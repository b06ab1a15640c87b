package cloud.reseller.local.launch;

import cloud.reseller.local.Arguments;
import cloud.reseller.local.parts.PartFailedException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options of {@code ./run}.
 *
 * @param data the directory of all data
 * @param fresh whether to discard the data of earlier runs
 * @param demo whether to load the demo
 * @param without services not to start
 * @param ports changed ports; others have their defaults
 */
record Options(
    Path data, boolean fresh, boolean demo, Set<Component> without, Map<Component, Integer> ports) {

  Options {
    without = Set.copyOf(without);
    ports = Map.copyOf(ports);
  }

  /** The command line, parsed by picocli. */
  @Command(
      name = "./run",
      synopsisHeading = "usage: ",
      abbreviateSynopsis = true,
      description = "Starts the whole system; Ctrl-C stops it.%n",
      sortOptions = false)
  private static final class Given {

    @Option(names = "--fresh", description = "discard the data of earlier runs")
    boolean fresh;

    @Option(names = "--no-demo", description = "do not load the demo partners, customers and users")
    boolean noDemo;

    @Option(
        names = "--without",
        paramLabel = "SERVICE",
        description = {
          "leave one service out (repeatable); to run it yourself:",
          ". .local/SERVICE.env; ./mvnw -pl SERVICE -am compile quarkus:dev"
        })
    List<String> without = List.of();

    @Option(
        names = "--port",
        paramLabel = "NAME=NUMBER",
        description =
            "another port (repeatable); NAME is kafka, postgresql, keycloak, permissions,"
                + " reservations, activity-log, billing or gateway; the management port of a"
                + " service is NUMBER + 1000")
    List<String> ports = List.of();

    @Option(
        names = "--data",
        paramLabel = "DIRECTORY",
        description = "keep the data in DIRECTORY instead of .local")
    Optional<String> data = Optional.empty();
  }

  /** The help text. */
  static String usage() {
    return Arguments.usage(new Given());
  }

  /**
   * Parses the command line.
   *
   * @throws PartFailedException naming the first invalid argument
   */
  static Options parse(Path root, List<String> arguments) {
    Given given = Arguments.read(new Given(), arguments);
    Set<Component> without = EnumSet.noneOf(Component.class);
    given.without.forEach(name -> without.add(service(name)));
    Map<Component, Integer> ports = new EnumMap<>(Component.class);
    for (String asked : given.ports) {
      String[] pair = asked.split("=", 2);
      ports.put(component(pair[0]), port(pair));
    }
    Options options =
        new Options(
            root.resolve(given.data.orElse(".local")).toAbsolutePath().normalize(),
            given.fresh,
            !given.noDemo,
            without,
            ports);
    options.portsInUse();
    return options;
  }

  /**
   * The component of each port, management ports included.
   *
   * @throws PartFailedException naming two components with the same port
   */
  Map<Integer, Component> portsInUse() {
    Map<Integer, Component> inUse = new TreeMap<>();
    for (Component component : Component.values()) {
      use(inUse, port(component), component);
      if (component.isService()) {
        use(inUse, managementPort(component), component);
      }
    }
    return inUse;
  }

  private static void use(Map<Integer, Component> inUse, int port, Component component) {
    Component other = inUse.putIfAbsent(port, component);
    if (other != null) {
      throw new PartFailedException(
          "port "
              + port
              + " would be that of "
              + other.shortName()
              + " and of "
              + component.shortName()
              + ": give another with --port (management ports are NUMBER + "
              + Component.MANAGEMENT_DISTANCE
              + ")");
    }
  }

  int port(Component component) {
    return ports.getOrDefault(component, component.usualPort());
  }

  int managementPort(Component service) {
    return port(service) + Component.MANAGEMENT_DISTANCE;
  }

  private static Component service(String name) {
    return Component.named(name)
        .filter(Component::isService)
        .orElseThrow(
            () ->
                new PartFailedException(
                    "--without " + name + ": use one of " + Component.serviceNames()));
  }

  private static Component component(String name) {
    return Component.named(name)
        .orElseThrow(
            () -> new PartFailedException("--port " + name + ": use one of " + Component.names()));
  }

  private static int port(String[] pair) {
    try {
      int port = Integer.parseInt(pair.length == 2 ? pair[1] : "");
      if (port > 0 && port <= 65535 - Component.MANAGEMENT_DISTANCE) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Reported below, like a number out of range.
    }
    throw new PartFailedException(
        "--port "
            + String.join("=", pair)
            + ": give a number from 1 to "
            + (65535 - Component.MANAGEMENT_DISTANCE)
            + ", such as --port "
            + pair[0]
            + "=29092");
  }
}
