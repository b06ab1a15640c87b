package cloud.reseller.local.launch;

import cloud.reseller.local.parts.PartFailed;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  static final String USAGE =
      """
      usage: ./run [options]               start the whole system; Ctrl-C stops it
             ./run request FILE [options]  publish one purchase request and print its outcome

        --fresh             throw away the data of earlier runs
        --no-demo           load no demo partner, customers and users
        --without SERVICE   leave one service out, to run it yourself (repeatable), such as by
                            . .local/SERVICE.env; ./mvnw -pl SERVICE quarkus:dev
        --port NAME=NUMBER  another port (repeatable); management ports are NUMBER + 1000
        --data DIRECTORY    keep the data there instead of in .local
        --id ID             request: its id; a generated one otherwise
      """;

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
    return new Options(data.toAbsolutePath().normalize(), fresh, demo, without, ports);
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
