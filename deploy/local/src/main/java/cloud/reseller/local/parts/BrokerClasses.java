package cloud.reseller.local.parts;

import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Map;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
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
 * Patches Kafka's broker classes where a client could exhaust the broker's memory and no setting
 * limits it.
 *
 * <p>Codecs refuse to decompress. A broker trusts the sizes given inside a compressed batch: 17
 * bytes can make it allocate 2 GiB, and 11,000 bytes 40 million headers. So compressed batches are
 * rejected unread.
 *
 * <p>The number of producers per partition is limited. A broker keeps a few hundred bytes per
 * producer id for a day, even after a restart, and accepts any id in a batch of 70 bytes.
 */
final class BrokerClasses {

  /**
   * Maximum number of producers per partition and day. Each writing process is one, and a decider
   * gets a new id every 32,766 transactions, so more than 3,000 transactions a second would be too
   * many.
   */
  static final int MOST_PRODUCERS = 10_000;

  /** Changes whenever the patches change. */
  private static final String VERSION = "2";

  private static final String ERRORS = "org.apache.kafka.common.errors.";
  private static final String LOG = "org.apache.kafka.storage.internals.log.";
  private static final List<String> PACKING = List.of("Gzip", "Lz4", "Snappy", "Zstd");
  private static final String JAR = "classes.jar";

  private BrokerClasses() {}

  /** A jar that precedes Kafka's own on the class path, created once per user. */
  static Path jar() {
    String ofWhat = VERSION + MOST_PRODUCERS + PartFiles.kafka();
    String name = "kafka-changed-" + PartFiles.digest(ofWhat.getBytes(StandardCharsets.UTF_8));
    return PartFiles.unpacked(name, target -> write(target.resolve(JAR))).resolve(JAR);
  }

  private static void write(Path jar) {
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String codec : PACKING) {
        change(
            to,
            "kafka-clients",
            "org.apache.kafka.common.compress." + codec + "Compression",
            refusing());
      }
      change(to, "kafka-storage", LOG + "ProducerStateManager", bounded());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static void change(
      ZipOutputStream to, String jar, String className, ClassTransform transform)
      throws IOException {
    String name = className.replace('.', '/') + ".class";
    try (ZipFile from = new ZipFile(ofKafka(jar).toFile())) {
      ZipEntry entry = from.getEntry(name);
      if (entry == null) {
        throw new PartFailedException(from.getName() + " has no " + name);
      }
      try (InputStream in = from.getInputStream(entry)) {
        ClassFile classes = ClassFile.of();
        byte[] changed = classes.transformClass(classes.parse(in.readAllBytes()), transform);
        to.putNextEntry(new ZipEntry(name));
        to.write(changed);
        to.closeEntry();
      }
    }
  }

  private static Path ofKafka(String artifact) {
    return Arrays.stream(PartFiles.kafka().split(":"))
        .map(Path::of)
        .filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*"))
        .findFirst()
        .orElseThrow(() -> new PartFailedException("no " + artifact + " among the broker's jars"));
  }

  private static ClassTransform refusing() {
    return (to, element) -> {
      if (element instanceof MethodModel method
          && method.methodName().equalsString("wrapForInput")) {
        to.withMethodBody(
            method.methodName(),
            method.methodType(),
            method.flags().flagsMask(),
            code ->
                refuse(
                    code,
                    "UnsupportedCompressionTypeException",
                    "this broker does not accept compressed records: set compression.type=none"));
      } else {
        to.with(element);
      }
    };
  }

  /** Applies to clients only: records from followers and restarts were accepted before. */
  private static ClassTransform bounded() {
    ClassDesc manager = ClassDesc.of(LOG + "ProducerStateManager");
    ClassDesc origin = ClassDesc.of(LOG + "AppendOrigin");
    CodeTransform guarded =
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            Label known = code.newLabel();
            code.aload(3).getstatic(origin, "CLIENT", origin).if_acmpne(known);
            code.aload(0)
                .getfield(manager, "producers", CD_Map)
                .invokeinterface(CD_Map, "size", MethodTypeDesc.of(CD_int))
                .loadConstant(MOST_PRODUCERS)
                .if_icmplt(known);
            code.aload(0)
                .getfield(manager, "producers", CD_Map)
                .lload(1)
                .invokestatic(CD_Long, "valueOf", MethodTypeDesc.of(CD_Long, CD_long))
                .invokeinterface(CD_Map, "containsKey", MethodTypeDesc.of(CD_boolean, CD_Object))
                .ifne(known);
            refuse(
                code,
                "RecordBatchTooLargeException",
                "this partition had too many producers within a day: reuse a producer for many"
                    + " records");
            code.labelBinding(known);
          }

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
          }
        };
    MethodTypeDesc type =
        MethodTypeDesc.of(ClassDesc.of(LOG + "ProducerAppendInfo"), CD_long, origin);
    return ClassTransform.transformingMethodBodies(
        method ->
            method.methodName().equalsString("prepareUpdate")
                && method.methodTypeSymbol().equals(type),
        guarded);
  }

  private static void refuse(CodeBuilder code, String error, String why) {
    ClassDesc type = ClassDesc.of(ERRORS + error);
    code.new_(type)
        .dup()
        .ldc(why)
        .invokespecial(type, INIT_NAME, MethodTypeDesc.of(CD_void, CD_String))
        .athrow();
  }
}
