package cloud.reseller.local.parts;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Kafka's codecs as the broker has them: none unpacks. A batch says how long its records are once
 * they are unpacked, and a broker believes it: 17 bytes make it ask for 2 GiB, 11,000 bytes for 40
 * million headers. No setting of a broker bounds that, so a packed batch is refused before.
 */
final class BrokerCodecs {

  private static final String CODECS = "org/apache/kafka/common/compress/";
  private static final List<String> PACKING = List.of("Gzip", "Lz4", "Snappy", "Zstd");
  private static final String UNPACKS = "wrapForInput";
  private static final String JAR = "codecs.jar";
  private static final ClassDesc REFUSED =
      ClassDesc.of("org.apache.kafka.common.errors.UnsupportedCompressionTypeException");

  private BrokerCodecs() {}

  /** A jar that goes in front of Kafka's own, made once per user. */
  static Path jar() {
    Path clients =
        Arrays.stream(PartFiles.kafka().split(":"))
            .map(Path::of)
            .filter(jar -> jar.getFileName().toString().startsWith("kafka-clients-"))
            .findFirst()
            .orElseThrow(() -> new PartFailedException("no kafka-clients among the broker's jars"));
    String name =
        "kafka-codecs-" + PartFiles.digest(clients.toString().getBytes(StandardCharsets.UTF_8));
    return PartFiles.unpacked(name, target -> write(clients, target.resolve(JAR))).resolve(JAR);
  }

  private static void write(Path clients, Path jar) {
    try (ZipFile from = new ZipFile(clients.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String codec : PACKING) {
        String name = CODECS + codec + "Compression.class";
        ZipEntry entry = from.getEntry(name);
        if (entry == null) {
          throw new PartFailedException(clients + " has no " + name);
        }
        try (InputStream in = from.getInputStream(entry)) {
          byte[] refusing = refusing(in.readAllBytes());
          to.putNextEntry(new ZipEntry(name));
          to.write(refusing);
          to.closeEntry();
        }
      }
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static byte[] refusing(byte[] codec) {
    ClassTransform refusing =
        (to, element) -> {
          if (element instanceof MethodModel method && method.methodName().equalsString(UNPACKS)) {
            to.withMethodBody(
                method.methodName(),
                method.methodType(),
                method.flags().flagsMask(),
                code ->
                    code.new_(REFUSED)
                        .dup()
                        .ldc("this broker takes no packed records: set compression.type=none")
                        .invokespecial(REFUSED, INIT_NAME, MethodTypeDesc.of(CD_void, CD_String))
                        .athrow());
          } else {
            to.with(element);
          }
        };
    ClassFile classes = ClassFile.of();
    return classes.transformClass(classes.parse(codec), refusing);
  }
}
