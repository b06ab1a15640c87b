package cloud.reseller.local.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** One batch of records as no producer would make it: small on the wire, large once unpacked. */
record Batch(CompressionType codec, int records, byte[] packed) {

  /** Writes what the batch holds before it is packed. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  static Batch of(CompressionType codec, int records, Content content) {
    ByteBufferOutputStream packed = new ByteBufferOutputStream(1 << 16);
    try (OutputStream out = Compression.of(codec).build().wrapForOutput(packed, (byte) 2)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer bytes = packed.buffer().flip();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new Batch(codec, records, copy);
  }

  /** One record with a value of so many zeros. */
  static Batch largeValue(CompressionType codec, int size) {
    return of(
        codec,
        1,
        out -> {
          byte[] front = bytes(to -> front(to, 0, key("key")));
          byte[] length = bytes(to -> varint(to, size));
          varint(out, front.length + length.length + size + 1);
          out.write(front);
          out.write(length);
          zeros(out, size);
          varint(out, 0);
        });
  }

  /** One record with a key of so many zeros. */
  static Batch largeKey(CompressionType codec, int size) {
    return of(
        codec,
        1,
        out -> {
          byte[] front =
              bytes(
                  to -> {
                    to.write(0);
                    varint(to, 0);
                    varint(to, 0);
                    varint(to, size);
                  });
          varint(out, front.length + size + 2);
          out.write(front);
          zeros(out, size);
          varint(out, 0);
          varint(out, 0);
        });
  }

  /** Many records with a small value each. */
  static Batch many(CompressionType codec, int records) {
    return of(
        codec,
        records,
        out -> {
          for (int i = 0; i < records; i++) {
            int number = i;
            byte[] record =
                bytes(
                    to -> {
                      front(to, number, key("key"));
                      varint(to, 0);
                      varint(to, 0);
                    });
            varint(out, record.length);
            out.write(record);
          }
        });
  }

  /** One record with so many headers. */
  static Batch headers(CompressionType codec, int headers) {
    return of(
        codec,
        1,
        out -> {
          byte[] front = bytes(to -> front(to, 0, key("key")));
          byte[] count = bytes(to -> varint(to, headers));
          byte[] header =
              bytes(
                  to -> {
                    varint(to, 1);
                    to.write('h');
                    varint(to, -1);
                  });
          varint(out, front.length + 1 + count.length + headers * header.length);
          out.write(front);
          varint(out, 0);
          out.write(count);
          for (int i = 0; i < headers; i++) {
            out.write(header);
          }
        });
  }

  /** A record that says it is so long and is not. */
  static Batch claim(CompressionType codec, int size) {
    return of(codec, 1, out -> varint(out, size));
  }

  private static void front(OutputStream out, int number, byte[] key) throws IOException {
    out.write(0);
    varint(out, 0);
    varint(out, number);
    varint(out, key.length);
    out.write(key);
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void zeros(OutputStream out, int size) throws IOException {
    byte[] zeros = new byte[1 << 16];
    for (int left = size; left > 0; left -= zeros.length) {
      out.write(zeros, 0, Math.min(left, zeros.length));
    }
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.write(out);
    return out.toByteArray();
  }

  private static void varint(OutputStream out, int value) throws IOException {
    int left = (value << 1) ^ (value >> 31);
    while ((left & 0xffffff80) != 0) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  private MemoryRecords toRecords() {
    int size = DefaultRecordBatch.RECORD_BATCH_OVERHEAD + packed.length;
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    buffer.put(packed);
    buffer.position(0);
    DefaultRecordBatch.writeHeader(
        buffer,
        0,
        records - 1,
        size,
        RecordBatch.MAGIC_VALUE_V2,
        codec,
        TimestampType.CREATE_TIME,
        0,
        0,
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        false,
        false,
        0,
        records);
    buffer.position(0);
    return MemoryRecords.readableRecords(buffer);
  }

  /** Sends it to partition 0 and returns what the broker answers. */
  Errors send(Map<String, String> client, String topic, Uuid topicId) throws IOException {
    return send(client, topic, topicId, Stream.of(toRecords())).getFirst();
  }

  /** One small record of each producer in turn, and what the broker answers to each. */
  static List<Errors> ofProducers(
      Map<String, String> client, String topic, Uuid topicId, LongStream producers)
      throws IOException {
    return send(
        client,
        topic,
        topicId,
        producers.mapToObj(
            producer ->
                MemoryRecords.withIdempotentRecords(
                    Compression.NONE, producer, (short) 0, 0, new SimpleRecord(key("value")))));
  }

  private static List<Errors> send(
      Map<String, String> client, String topic, Uuid topicId, Stream<MemoryRecords> batches)
      throws IOException {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    String[] address = client.get("bootstrap.servers").split(":");
    Node node = new Node(1, address[0], Integer.parseInt(address[1]));
    LogContext context = new LogContext();
    try (Metrics metrics = new Metrics();
        Selector selector =
            new Selector(
                60_000,
                metrics,
                Time.SYSTEM,
                "raw",
                ClientUtils.createChannelBuilder(
                    new ProducerConfig(settings), Time.SYSTEM, context),
                context);
        NetworkClient network =
            new NetworkClient(
                selector,
                new ManualMetadataUpdater(),
                "raw",
                1,
                50,
                50,
                -1,
                -1,
                60_000,
                10_000,
                10_000,
                Time.SYSTEM,
                true,
                new ApiVersions(),
                context,
                MetadataRecoveryStrategy.NONE)) {
      NetworkClientUtils.awaitReady(network, node, Time.SYSTEM, 20_000);
      List<Errors> answers = new ArrayList<>();
      for (MemoryRecords batch : batches.toList()) {
        answers.add(answer(network, request(topic, topicId, batch)));
      }
      return answers;
    }
  }

  private static ProduceRequestData request(String topic, Uuid topicId, MemoryRecords batch) {
    ProduceRequestData data = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(30_000);
    data.topicData()
        .add(
            new ProduceRequestData.TopicProduceData()
                .setName(topic)
                .setTopicId(topicId)
                .setPartitionData(
                    List.of(
                        new ProduceRequestData.PartitionProduceData()
                            .setIndex(0)
                            .setRecords(batch))));
    return data;
  }

  private static Errors answer(NetworkClient network, ProduceRequestData data) throws IOException {
    var response =
        NetworkClientUtils.sendAndReceive(
            network,
            network.newClientRequest(
                "1", ProduceRequest.builder(data), Time.SYSTEM.milliseconds(), true),
            Time.SYSTEM);
    return Errors.forCode(
        ((ProduceResponse) response.responseBody())
            .data()
            .responses()
            .iterator()
            .next()
            .partitionResponses()
            .getFirst()
            .errorCode());
  }
}
