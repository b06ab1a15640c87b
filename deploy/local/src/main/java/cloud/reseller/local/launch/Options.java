package cloud.reseller.local.launch;

import cloud.reseller.local.parts.PartFailed;
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
    Path data, boolean fresh, boolean demo, Set<Member> without, Map<Member, Integer> ports) {

  Options {
    without = Set.copyOf(without);
    ports = Map.copyOf(ports);
  }

  /**
   * @throws PartFailed naming the first argument that is not understood
   */
  static Options parse(Path root, List<String> arguments) {
    Path data = root.resolve(".local");
    boolean fresh = false;
    boolean demo = true;
    Set<Member> without = EnumSet.noneOf(Member.class);
    Map<Member, Integer> ports = new EnumMap<>(Member.class);
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
          ports.put(member(option, pair[0]), port(pair));
        }
        default -> throw new PartFailed("unknown option " + option + ": see ./run --help");
      }
    }
    Options options = new Options(data.toAbsolutePath().normalize(), fresh, demo, without, ports);
    options.portsInUse();
    return options;
  }

  /**
   * Whose each port is, management ports included.
   *
   * @throws PartFailed naming two that would meet on one port
   */
  Map<Integer, Member> portsInUse() {
    Map<Integer, Member> inUse = new TreeMap<>();
    for (Member member : Member.values()) {
      use(inUse, port(member), member);
      if (member.isService()) {
        use(inUse, managementPort(member), member);
      }
    }
    return inUse;
  }

  private static void use(Map<Integer, Member> inUse, int port, Member member) {
    Member other = inUse.putIfAbsent(port, member);
    if (other != null) {
      throw new PartFailed(
          "port "
              + port
              + " would be that of "
              + other.shortName()
              + " and of "
              + member.shortName()
              + ": give another with --port (management ports are NUMBER + "
              + Member.MANAGEMENT_DISTANCE
              + ")");
    }
  }

  static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new PartFailed(option + " needs a value: see ./run --help");
    }
    return rest.next();
  }

  int port(Member member) {
    return ports.getOrDefault(member, member.usualPort());
  }

  int managementPort(Member service) {
    return port(service) + Member.MANAGEMENT_DISTANCE;
  }

  private static Member service(String name) {
    Member member = member("--without", name);
    if (!member.isService()) {
      throw new PartFailed("--without " + name + ": only services can be left out");
    }
    return member;
  }

  private static Member member(String option, String name) {
    return Member.named(name)
        .orElseThrow(() -> new PartFailed(option + " " + name + ": use one of " + Member.names()));
  }

  private static int port(String[] pair) {
    try {
      int port = Integer.parseInt(pair.length == 2 ? pair[1] : "");
      if (port > 0 && port <= 65535 - Member.MANAGEMENT_DISTANCE) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like a number out of range.
    }
    throw new PartFailed(
        "--port "
            + String.join("=", pair)
            + ": give a number from 1 to "
            + (65535 - Member.MANAGEMENT_DISTANCE)
            + ", such as --port "
            + pair[0]
            + "=29092");
  }
}
