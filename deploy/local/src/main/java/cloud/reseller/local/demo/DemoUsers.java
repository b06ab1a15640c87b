package cloud.reseller.local.demo;

import cloud.reseller.local.Table;
import cloud.reseller.local.parts.PartFailed;
import cloud.reseller.local.parts.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The passwords of the demo's users, as the file {@code demo-users.properties} keeps them. */
public record DemoUsers(Map<DemoUser, String> passwords) {

  public DemoUsers {
    passwords = new EnumMap<>(passwords);
  }

  /** A new password for everybody. */
  static DemoUsers generate() {
    Map<DemoUser, String> passwords = new EnumMap<>(DemoUser.class);
    for (DemoUser user : DemoUser.values()) {
      passwords.put(user, Secrets.generate());
    }
    return new DemoUsers(passwords);
  }

  /**
   * Empty when the demo has not been loaded.
   *
   * @throws PartFailed if the file does not hold everybody's password
   */
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
    Map<DemoUser, String> passwords = new EnumMap<>(DemoUser.class);
    for (DemoUser user : DemoUser.values()) {
      String password = kept.getProperty(user.key() + ".password");
      if (password == null) {
        throw new PartFailed(
            file
                + " has no "
                + user.key()
                + ".password: remove the file to have the demo's users made anew");
      }
      passwords.put(user, password);
    }
    return Optional.of(new DemoUsers(passwords));
  }

  /** Readable by the owner of the file only. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder();
    passwords.forEach(
        (user, password) -> {
          line(text, user, "username", user.username());
          line(text, user, "password", password);
        });
    Secrets.writePrivate(file, text.toString());
  }

  private static void line(StringBuilder text, DemoUser user, String key, String value) {
    text.append(user.key()).append('.').append(key).append('=').append(value).append('\n');
  }

  /** Who they are, without the passwords. */
  public static String table() {
    Table table = new Table("user", "signs in as", "who");
    for (DemoUser user : DemoUser.values()) {
      table.row(user.key(), user.username(), user.about());
    }
    return table.toString();
  }
}
