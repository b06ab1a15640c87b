package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback address. */
public final class Ports {
  private Ports() {}

  /**
   * Below the range from which systems give ports to outgoing connections (from 32768 on Linux,
   * from 49152 elsewhere), so that no connection takes a port between its choice and its use.
   */
  private static final int LOWEST = 12_000;

  private static final int HIGHEST = 31_000;

  private static final FileChannel CHOSEN = openChosen();

  /** A port on which nobody listens, and which no other process of this user gets from here. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isChosen(port) && !taken(port)) {
        return port;
      }
    }
  }

  /** Locks the port's byte of the file for as long as this process lives. */
  private static boolean isChosen(int port) {
    try {
      return CHOSEN.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException chosenByThisProcess) {
      return false;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static FileChannel openChosen() {
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "reseller-ports-" + System.getProperty("user.name"));
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Whether a process listens on the port, on the loopback address or on all addresses. */
  public static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port), 1);
    } catch (IOException taken) {
      return true;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return false;
    } catch (IOException taken) {
      return true;
    }
  }

  /** Whether a connection to the port is accepted. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
