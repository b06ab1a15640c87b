package cloud.reseller.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between one client process and the broker that can hold or drop chosen calls, like a
 * network at the worst moment. It only parses Kafka's framing, API key and correlation id.
 *
 * <p>The client's {@code bootstrap.servers} is {@link #bootstrap()}; it authenticates as at the
 * broker itself. Only one per broker, which advertises a single proxy address.
 */
public final class KafkaProxy implements AutoCloseable {

  /** API key of EndTxn, the call that commits a transaction. */
  public static final short END_TXN = 26;

  private static final int LARGEST_FRAME = 100 * 1024 * 1024;

  /** The part of a call to hold. */
  public enum Way {
    /** The broker does not receive the call. */
    REQUEST,
    /** The broker has processed the call, but the client does not receive the answer. */
    RESPONSE
  }

  /**
   * A hold on a part of a call.
   *
   * @param comesThrough completed with whether the held frames are let through
   */
  private record Hold(
      short apiKey, Way way, AtomicInteger waiting, CompletableFuture<Boolean> comesThrough) {}

  private final ServerSocket door;
  private final int broker;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Optional<Hold> hold = Optional.empty();

  private KafkaProxy(ServerSocket door, int broker) {
    this.door = door;
    this.broker = broker;
  }

  /** Opens the proxy, with nothing held. */
  public static KafkaProxy open(Infrastructure infrastructure) {
    try {
      // The broker must be running, since its configuration names this proxy.
      infrastructure.kafkaBootstrap();
      ServerSocket door = new ServerSocket();
      door.setReuseAddress(true);
      door.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), infrastructure.kafkaProxyPort()));
      KafkaProxy proxy = new KafkaProxy(door, infrastructure.kafkaDetourPort());
      Thread.ofVirtual().name("kafka-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** The bootstrap servers for the client. */
  public String bootstrap() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /**
   * Holds this part of every such call from now on, and whatever follows it on the same connection.
   */
  public synchronized void hold(short apiKey, Way way) {
    if (hold.isPresent()) {
      throw new IllegalStateException("a call is held already: let it through or lose it first");
    }
    hold = Optional.of(new Hold(apiKey, way, new AtomicInteger(), new CompletableFuture<>()));
  }

  /** The number of frames being held. */
  public int held() {
    return hold.map(it -> it.waiting().get()).orElse(0);
  }

  /** Lets held frames through, even if the sender is gone, and stops holding. */
  public void letThrough() {
    end(true);
  }

  /** Drops held frames, closes their connections, and stops holding. */
  public void lose() {
    end(false);
  }

  private synchronized void end(boolean comesThrough) {
    Optional<Hold> ended = hold;
    hold = Optional.empty();
    ended.ifPresent(it -> it.comesThrough().complete(comesThrough));
  }

  private boolean comesThrough(short apiKey, Way way) {
    Optional<Hold> now = hold.filter(it -> it.apiKey() == apiKey && it.way() == way);
    if (now.isEmpty()) {
      return true;
    }
    now.get().waiting().incrementAndGet();
    return now.get().comesThrough().join();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        sockets.add(client);
        Thread.ofVirtual().name("kafka-proxy-connection").start(() -> serve(client));
      } catch (IOException closed) {
        // Either the server socket was closed, which ends the loop, or this one connection failed.
        continue;
      }
    }
  }

  private void serve(Socket client) {
    Map<Integer, Short> asked = new ConcurrentHashMap<>();
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), broker)) {
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread answers =
          Thread.ofVirtual().name("kafka-proxy-answers").start(() -> answer(server, client, asked));
      ask(client, server, asked);
      answers.join();
      sockets.remove(server);
    } catch (IOException gone) {
      // Clients and brokers handle closed connections.
      sockets.remove(client);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sockets.remove(client);
  }

  /** Forwards requests until the client is gone; requests already sent still reach the broker. */
  private void ask(Socket client, Socket server, Map<Integer, Short> asked) throws IOException {
    try {
      DataInputStream from = in(client);
      DataOutputStream to = out(server);
      while (true) {
        byte[] frame = read(from);
        ByteBuffer head = ByteBuffer.wrap(frame);
        short apiKey = head.getShort();
        head.getShort();
        asked.put(head.getInt(), apiKey);
        if (!comesThrough(apiKey, Way.REQUEST)) {
          close(client, server);
          return;
        }
        write(to, frame);
      }
    } catch (IOException clientGone) {
      server.shutdownOutput();
    }
  }

  private void answer(Socket server, Socket client, Map<Integer, Short> asked) {
    try {
      DataInputStream from = in(server);
      DataOutputStream to = out(client);
      while (true) {
        byte[] frame = read(from);
        Optional<Short> apiKey = Optional.ofNullable(asked.remove(ByteBuffer.wrap(frame).getInt()));
        if (apiKey.isPresent() && !comesThrough(apiKey.get(), Way.RESPONSE)) {
          close(client, server);
          return;
        }
        write(to, frame);
      }
    } catch (IOException gone) {
      close(client, server);
    }
  }

  private static DataInputStream in(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  private static DataOutputStream out(Socket socket) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }

  private static byte[] read(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 4 || length > LARGEST_FRAME) {
      throw new EOFException("not a frame of Kafka's protocol: " + length + " bytes");
    }
    byte[] frame = new byte[length];
    from.readFully(frame);
    return frame;
  }

  private static void write(DataOutputStream to, byte[] frame) throws IOException {
    to.writeInt(frame.length);
    to.write(frame);
    to.flush();
  }

  private static void close(Socket... several) {
    for (Socket socket : several) {
      try {
        socket.close();
      } catch (IOException closedAnyway) {
        continue;
      }
    }
  }

  /** Closes every connection through the proxy. */
  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    } finally {
      lose();
      sockets.forEach(KafkaProxy::close);
    }
  }
}
