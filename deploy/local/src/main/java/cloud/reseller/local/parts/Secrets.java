package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Generates passwords, so that none is ever committed. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A password of 24 characters with 144 random bits. */
  public static String generate() {
    return generate(18);
  }

  /** A key of 32 characters with 192 random bits. */
  public static String generateKey() {
    return generate(24);
  }

  private static String generate(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The secret in a file, generated on first use; readable only by its owner. */
  public static String keptIn(Path file) {
    return keptIn(file, Secrets::generate);
  }

  /** The key in a file, generated on first use; readable only by its owner. */
  public static String keyKeptIn(Path file) {
    return keptIn(file, Secrets::generateKey);
  }

  private static String keptIn(Path file, Supplier<String> generated) {
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      Private.directory(file.toAbsolutePath().getParent());
      String secret = generated.get();
      Private.write(file, secret + "\n");
      return secret;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
