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
 * Classes of Kafka's as the broker has them, changed where a writer could take its memory and no
 * setting bounds it.
 *
 * <p>No codec unpacks. A batch says how long its records are once they are unpacked, and a broker
 * believes it: 17 bytes make it ask for 2 GiB, 11,000 bytes for 40 million headers. So a packed
 * batch is refused before.
 *
 * <p>A partition remembers so many producers and no more. A broker keeps a few hundred bytes of
 * every producer id for a day, also after a restart, and takes any id that a batch of 70 bytes
 * names.
 */
final class BrokerClasses {

  /**
   * Producers of one partition within a day. Each process that writes is one, and one that decides
   * becomes another with every 32,766 transactions: more than 3,000 a second would be too many.
   */
  static final int MOST_PRODUCERS = 10_000;

  /** Changes with what is changed of Kafka's classes. */
  private static final String VERSION = "2";

  private static final String ERRORS = "org.apache.kafka.common.errors.";
  private static final String LOG = "org.apache.kafka.storage.internals.log.";
  private static final List<String> PACKING = List.of("Gzip", "Lz4", "Snappy", "Zstd");
  private static final String JAR = "classes.jar";

  private BrokerClasses() {}

  /** A jar that goes in front of Kafka's own, made once per user. */
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
                    "this broker takes no packed records: set compression.type=none"));
      } else {
        to.with(element);
      }
    };
  }

  /** What followers and restarts bring was taken once, and is taken again. */
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
                "this partition had too many producers within a day: use one for many records");
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
