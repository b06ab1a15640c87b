package cloud.reseller.local.demo;

import cloud.reseller.local.Table;
import cloud.reseller.local.parts.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The users of the demo with their passwords, as the file {@code demo-users.properties} keeps them.
 */
public record DemoUsers(List<User> users) {

  /** The users' names in the file, in its order. */
  static final List<String> NAMES =
      List.of("admin", "sales", "helpdesk", "foreign-admin", "owner", "non-owner");

  /**
   * One user.
   *
   * @param name what the user is in the demo
   * @param tenant the partner's or customer's id
   */
  public record User(
      String name, String username, String password, String oid, String tenant, String about) {}

  public DemoUsers {
    users = List.copyOf(users);
  }

  /** Empty when the demo has not been loaded. */
  public static Optional<DemoUsers> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    List<User> users = new ArrayList<>();
    for (String name : NAMES) {
      users.add(
          new User(
              name,
              kept.getProperty(name + ".username"),
              kept.getProperty(name + ".password"),
              kept.getProperty(name + ".oid"),
              kept.getProperty(name + ".tenant"),
              kept.getProperty(name + ".about")));
    }
    return Optional.of(new DemoUsers(users));
  }

  /** Readable by the owner of the file only. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder();
    for (User user : users) {
      line(text, user, "username", user.username());
      line(text, user, "password", user.password());
      line(text, user, "oid", user.oid());
      line(text, user, "tenant", user.tenant());
      line(text, user, "about", user.about());
    }
    Secrets.writePrivate(file, text.toString());
  }

  private static void line(StringBuilder text, User user, String key, String value) {
    text.append(user.name()).append('.').append(key).append('=').append(value).append('\n');
  }

  /** Who they are, without the passwords. */
  public String table() {
    Table table = new Table("user", "signs in as", "tenant", "who");
    for (User user : users) {
      table.row(user.name(), user.username(), user.tenant(), user.about());
    }
    return table.toString();
  }
}
