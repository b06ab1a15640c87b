package cloud.reseller.local.demo;

import cloud.reseller.local.Table;
import cloud.reseller.local.parts.Private;
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

/** The passwords of the demo's users, as stored in {@code demo-users.properties}. */
public record DemoUsers(Map<DemoUser, String> passwords) {

  public DemoUsers {
    Map<DemoUser, String> copy = new EnumMap<>(DemoUser.class);
    copy.putAll(passwords);
    passwords = copy;
  }

  /** These passwords, with new ones for users without one. */
  DemoUsers completed() {
    Map<DemoUser, String> everybody = new EnumMap<>(DemoUser.class);
    for (DemoUser user : DemoUser.values()) {
      everybody.put(user, Optional.ofNullable(passwords.get(user)).orElseGet(Secrets::generate));
    }
    return new DemoUsers(everybody);
  }

  /** Whether every user has a password. */
  public boolean complete() {
    return passwords.size() == DemoUser.values().length;
  }

  /** Empty if the demo has not been loaded; incomplete if an earlier release had fewer users. */
  public static DemoUsers read(Path file) {
    Map<DemoUser, String> passwords = new EnumMap<>(DemoUser.class);
    if (!Files.exists(file)) {
      return new DemoUsers(passwords);
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    for (DemoUser user : DemoUser.values()) {
      Optional.ofNullable(kept.getProperty(user.key() + ".password"))
          .ifPresent(password -> passwords.put(user, password));
    }
    return new DemoUsers(passwords);
  }

  /** Writes the file, readable only by its owner. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder();
    passwords.forEach(
        (user, password) -> {
          line(text, user, "username", user.username());
          line(text, user, "password", password);
        });
    Private.write(file, text.toString());
  }

  private static void line(StringBuilder text, DemoUser user, String key, String value) {
    text.append(user.key()).append('.').append(key).append('=').append(value).append('\n');
  }

  /** A table of the users, without passwords. */
  public static String table() {
    Table table = new Table("user", "signs in as", "who");
    for (DemoUser user : DemoUser.values()) {
      table.row(user.key(), user.username(), user.about());
    }
    return table.toString();
  }
}
