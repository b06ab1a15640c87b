package cloud.reseller.local.launch;

import cloud.reseller.local.parts.PartFailedException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param data where all data lives
 * @param fresh throw away the data of earlier runs
 * @param demo load the demo
 * @param without services that somebody else starts
 * @param ports changed ports; the others are the usual ones
 */
record Options(
    Path data, boolean fresh, boolean demo, Set<Component> without, Map<Component, Integer> ports) {

  Options {
    without = Set.copyOf(without);
    ports = Map.copyOf(ports);
  }

  /**
   * @throws PartFailedException naming the first argument that is not understood
   */
  static Options parse(Path root, List<String> arguments) {
    Path data = root.resolve(".local");
    boolean fresh = false;
    boolean demo = true;
    Set<Component> without = EnumSet.noneOf(Component.class);
    Map<Component, Integer> ports = new EnumMap<>(Component.class);
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--fresh" -> fresh = true;
        case "--no-demo" -> demo = false;
        case "--without" -> without.add(service(value(option, rest)));
        case "--data" -> data = root.resolve(value(option, rest));
        case "--port" -> {
          String[] pair = value(option, rest).split("=", 2);
          ports.put(component(option, pair[0]), port(pair));
        }
        default -> throw new PartFailedException("unknown option " + option + ": see ./run --help");
      }
    }
    Options options = new Options(data.toAbsolutePath().normalize(), fresh, demo, without, ports);
    options.portsInUse();
    return options;
  }

  /**
   * Whose each port is, management ports included.
   *
   * @throws PartFailedException naming two that would meet on one port
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

  static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new PartFailedException(option + " needs a value: see ./run --help");
    }
    return rest.next();
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

  private static Component component(String option, String name) {
    return Component.named(name)
        .orElseThrow(
            () ->
                new PartFailedException(option + " " + name + ": use one of " + Component.names()));
  }

  private static int port(String[] pair) {
    try {
      int port = Integer.parseInt(pair.length == 2 ? pair[1] : "");
      if (port > 0 && port <= 65535 - Component.MANAGEMENT_DISTANCE) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like a number out of range.
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
