package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on the loopback address. */
public final class Ports {
  private Ports() {}

  /**
   * The number of this JVM among those that run tests side by side; 0 if it is on its own. Each
   * draws from a share of its own, so that a part which is stopped and started again finds its port
   * free.
   */
  private static final int SHARE = Integer.getInteger("ports.share", 0);

  private static final int SHARES = 4;

  /** A port that was free a moment ago. */
  public static int free() {
    int port = anyFree();
    while (SHARE != 0 && !isInShare(port)) {
      port = anyFree();
    }
    return port;
  }

  /** The lowest bit is left out, since Linux assigns ports of one parity only. */
  private static boolean isInShare(int port) {
    return port / 2 % SHARES == SHARE % SHARES;
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
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
