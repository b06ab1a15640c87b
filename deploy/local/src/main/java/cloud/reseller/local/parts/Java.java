package cloud.reseller.local.parts;

import java.nio.file.Path;

/** The JDK of this JVM, also used for child processes. */
public final class Java {
  private Java() {}

  public static String home() {
    return System.getProperty("java.home");
  }

  public static String command() {
    return Path.of(home(), "bin", "java").toString();
  }
}
