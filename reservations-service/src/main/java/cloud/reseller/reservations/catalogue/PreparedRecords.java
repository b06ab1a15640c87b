package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.EventJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The events of a sheet in the form in which they will be sent, in a file: type, length, body. */
final class PreparedRecords {

  private PreparedRecords() {}

  static Writer to(Path file) throws IOException {
    return new Writer(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
  }

  static Reader from(Path file) throws IOException {
    return new Reader(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))));
  }

  /** Writes the events. */
  static final class Writer implements AutoCloseable {

    private final DataOutputStream out;

    private Writer(DataOutputStream out) {
      this.out = out;
    }

    /** Adds an event; I/O failures are thrown unchecked. */
    void add(CatalogueEvent event) {
      byte[] body = EventJson.write(event);
      try {
        out.writeUTF(EventJson.typeName(event));
        out.writeInt(body.length);
        out.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Reads the events in order. */
  static final class Reader implements AutoCloseable {

    private final DataInputStream in;
    private String type = "";
    private byte[] body = {};

    private Reader(DataInputStream in) {
      this.in = in;
    }

    /** Advances to the next event; false at the end. */
    boolean next() throws IOException {
      try {
        type = in.readUTF();
      } catch (EOFException end) {
        return false;
      }
      body = new byte[in.readInt()];
      in.readFully(body);
      return true;
    }

    String type() {
      return type;
    }

    byte[] body() {
      return body;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
