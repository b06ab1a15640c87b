package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.topics.AccessRules;
import cloud.reseller.topics.KafkaSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same broker and clients over TLS, by the settings the operating page names. */
@Timeout(300)
class KafkaTlsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path data;
  private static final int PORT = Ports.free();
  private static final String SECRET = Secrets.generate();
  private static KafkaLogins logins;
  private static ManagedProcess broker;

  @BeforeAll
  static void start() throws Exception {
    certificate("broker", "CN=localhost", "ip:127.0.0.1,dns:localhost");
    certificate("stranger", "CN=localhost", "ip:127.0.0.1,dns:localhost");
    certificate("elsewhere", "CN=elsewhere", "dns:elsewhere.example");
    logins = new KafkaLogins(data);
    Map<String, String> settings =
        new TreeMap<>(
            KafkaBroker.settings(
                new KafkaBroker.Listeners("127.0.0.1", PORT, Optional.empty(), Ports.free()),
                data.resolve("log"),
                logins));
    settings.put(
        "listener.security.protocol.map", "CLIENTS:SASL_SSL,DETOUR:SASL_SSL,CONTROLLER:SASL_SSL");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", keystore("broker"));
    settings.put("ssl.keystore.password", SECRET);
    // The broker calls itself and its controller over TLS too.
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", truststore("broker"));
    settings.put("ssl.truststore.password", SECRET);
    broker = KafkaBroker.run(data, KafkaBroker.writeSettings(data, settings));
    broker.await(LIMIT, Duration.ofMillis(50), () -> Ports.answers(PORT));
    KafkaBroker.awaitNode(trusting(superUser(), "broker"), LIMIT);
    AccessRules rules = AccessRules.shipped();
    KafkaSetup.run(trusting(superUser(), "broker"), 1, rules, logins.passwords(rules.principals()));
  }

  @AfterAll
  static void stop() {
    broker.stop("TERM", LIMIT);
  }

  @Test
  void who_trusts_the_brokers_certificate_and_has_a_password_is_served() throws Exception {
    assertThat(topics(trusting(portal(), "broker"))).isEqualTo(2);
  }

  @Test
  void a_client_that_does_not_trust_the_certificate_goes_no_further() {
    assertThatThrownBy(() -> topics(trusting(portal(), "stranger")))
        .hasCauseInstanceOf(SslAuthenticationException.class);
    // Without a trust store of its own a client trusts what the JDK trusts.
    Map<String, String> plain = new HashMap<>(portal());
    plain.put("security.protocol", "SASL_SSL");
    assertThatThrownBy(() -> topics(plain)).hasCauseInstanceOf(SslAuthenticationException.class);
  }

  @Test
  void trust_is_no_password() {
    Map<String, String> wrong = new HashMap<>(trusting(portal(), "broker"));
    wrong.compute(
        "sasl.jaas.config",
        (key, login) -> login.replaceAll("password=\"[^\"]*\"", "password=\"x\""));
    assertThatThrownBy(() -> topics(wrong)).hasCauseInstanceOf(SaslAuthenticationException.class);
    Map<String, String> nameless = new HashMap<>(trusting(portal(), "broker"));
    nameless.put("security.protocol", "SSL");
    assertThatThrownBy(() -> topics(nameless)).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void nobody_is_served_without_tls() {
    assertThatThrownBy(() -> topics(portal())).hasCauseInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> topics(superUser())).hasCauseInstanceOf(TimeoutException.class);
  }

  private static int topics(Map<String, String> client) throws Exception {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("request.timeout.ms", "3000");
    settings.put("default.api.timeout.ms", "4000");
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().size();
    }
  }

  private static Map<String, String> superUser() {
    return logins.superUser("127.0.0.1:" + PORT);
  }

  private static Map<String, String> portal() {
    return logins.client("127.0.0.1:" + PORT, "portal");
  }

  private static Map<String, String> trusting(Map<String, String> client, String whom) {
    Map<String, String> settings = new HashMap<>(client);
    settings.put("security.protocol", "SASL_SSL");
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", truststore(whom));
    settings.put("ssl.truststore.password", SECRET);
    return settings;
  }

  private static String keystore(String name) {
    return data.resolve(name + ".p12").toString();
  }

  private static String truststore(String name) {
    return data.resolve(name + ".trust.p12").toString();
  }

  /** A certificate of its own, and a store of those who trust it. */
  private static void certificate(String name, String subject, String names) throws Exception {
    Path file = data.resolve(name + ".cer");
    keytool(
        List.of(
            "-genkeypair",
            "-keystore",
            keystore(name),
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            subject,
            "-ext",
            "san=" + names,
            "-validity",
            "2"));
    keytool(
        List.of(
            "-exportcert", "-keystore", keystore(name), "-alias", name, "-file", file.toString()));
    keytool(
        List.of(
            "-importcert",
            "-noprompt",
            "-keystore",
            truststore(name),
            "-alias",
            name,
            "-file",
            file.toString()));
  }

  private static void keytool(List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(Java.home(), "bin", "keytool").toString()));
    command.addAll(arguments);
    command.addAll(List.of("-storetype", "PKCS12", "-storepass:env", "STORE_PASSWORD"));
    ProcessBuilder tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("keytool.log").toFile());
    tool.environment().put("STORE_PASSWORD", SECRET);
    assertThat(tool.start().waitFor())
        .as(() -> Files.exists(data.resolve("keytool.log")) ? "see keytool.log" : "no output")
        .isZero();
  }
}
