package cloud.reseller.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A service on bare sockets whose answers are not what they should be, by the word in the path. */
public final class OddAnswers implements QuarkusTestResourceLifecycleManager {

  private ServerSocket server;
  private ServerSocket tidy;

  @Override
  public Map<String, String> start() {
    server = listen();
    tidy = listen();
    return Map.of(
        "reseller.gateway.permissions",
        "http://localhost:" + server.getLocalPort(),
        "reseller.gateway.reservations",
        "http://localhost:" + tidy.getLocalPort());
  }

  private ServerSocket listen() {
    try {
      ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().daemon().start(() -> accept(listening));
      return listening;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    try {
      server.close();
      tidy.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (var call = RawHttp.request(in); call.isPresent(); call = RawHttp.request(in)) {
        String[] line = call.get().startLine().split(" ");
        String answer = answer(line[1].substring(line[1].lastIndexOf('/') + 1));
        if (line[0].equals("HEAD")) {
          answer = answer.substring(0, answer.indexOf("\r\n\r\n") + 4);
        }
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      }
    } catch (IOException gone) {
      // The gateway may hang up.
      return;
    }
  }

  private String answer(String word) {
    String inner = "http://localhost:" + server.getLocalPort();
    String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    return switch (word) {
      case "addresses" ->
          """
          HTTP/1.1 201 Created\r
          Location: %s/v1/customers/c?x=1\r
          Content-Location: //localhost:8081//v1/customers/c\r
          Link: <%s/v1/customers?page=2>; rel="next", </v1/customers>; rel="self"\r
          Server: inner/1.0\r
          X-Powered-By: inner\r
          Via: 1.1 inner\r
          Cache-Control: max-age=60\r
          Content-Length: 0\r
          \r
          """
              .formatted(inner, inner);
      case "relative" ->
          "HTTP/1.1 201 Created\r\nLocation: /v1/customers/c\r\nContent-Length: 0\r\n\r\n";
      case "both" ->
          "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
              + evil;
      case "twice" -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + evil;
      case "lengths" ->
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}" + evil;
      case "interim" ->
          "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
      case "switching" -> "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + evil;
      case "continue" ->
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
      case "nothing" -> "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nevil";
      case "unchanged" -> "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n" + evil;
      case "chunk" -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + evil;
      case "coding" ->
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
      case "chunks" -> chunks("{", "}");
      case "large" -> chunks(" ".repeat(600_000), " ".repeat(600_000));
      case "junk" -> "no http at all\r\n\r\n" + evil;
      default -> "HTTP/1.1 200 OK\r\nX-Word: " + word + "\r\nContent-Length: 2\r\n\r\n{}";
    };
  }

  private static String chunks(String first, String second) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(first.length())
        + "\r\n"
        + first
        + "\r\n"
        + Integer.toHexString(second.length())
        + "\r\n"
        + second
        + "\r\n0\r\n\r\n";
  }
}
