package cloud.reseller.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path data;

  @Test
  void a_killed_broker_comes_back_with_what_it_acknowledged() throws Exception {
    int port = Ports.free();
    KafkaBroker first = KafkaBroker.start(data, port);
    first.awaitReady(LIMIT);
    Map<String, Object> settings = Map.copyOf(first.superUser());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("facts", "key", "value")).get();
    }
    first.kill();
    assertThat(first.alive()).isFalse();

    try (KafkaBroker second = KafkaBroker.start(data, port)) {
      second.awaitReady(LIMIT);
      TopicPartition partition = new TopicPartition("facts", 0);
      try (Admin admin = Admin.create(settings)) {
        assertThat(
                admin
                    .listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void a_killed_server_comes_back_with_what_it_committed() throws Exception {
    int port = Ports.free();
    PostgresServer first = PostgresServer.start(data, port);
    first.awaitReady(LIMIT);
    Database database = first.createDatabase("rows");
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (id int)");
      statement.execute("insert into kept values (1)");
    }
    first.kill();

    try (PostgresServer second = PostgresServer.start(data, port)) {
      second.awaitReady(LIMIT);
      try (Connection connection = connect(second.createDatabase("rows"));
          Statement statement = connection.createStatement()) {
        assertThat(single(statement, "select count(*) from kept")).isEqualTo("1");
        assertThat(single(statement, "show fsync")).isEqualTo("on");
        assertThat(single(statement, "show synchronous_commit")).isEqualTo("on");
        assertThat(single(statement, "show server_version")).startsWith("18.");
      }
    }
  }

  @Test
  void a_token_of_the_realm_carries_who_the_caller_is_to_the_partner() throws Exception {
    UUID oid = UUID.randomUUID();
    UUID partner = UUID.randomUUID();
    try (KeycloakServer keycloak = KeycloakServer.start(data, Ports.free())) {
      keycloak.awaitReady(LIMIT);
      Realm realm = keycloak.realm();
      realm.directGrant(true);
      String password = Secrets.generate();
      realm.put(
          new Realm.User(
              "agent@partner.example",
              password,
              "Ada",
              "Agent",
              oid,
              Optional.of(partner),
              Optional.empty(),
              Realm.Role.ADMIN_AGENT));

      JsonNode claims = claims(realm.token("agent@partner.example", password));

      assertThat(claims.get("iss").asText()).isEqualTo(keycloak.issuer());
      assertThat(claims.get("sub").asText()).isNotBlank();
      assertThat(claims.get("oid").asText()).isEqualTo(oid.toString());
      assertThat(claims.get("partner_id").asText()).isEqualTo(partner.toString());
      assertThat(claims.has("customer_id")).isFalse();
      assertThat(claims.get("preferred_username").asText()).isEqualTo("agent@partner.example");
      assertThat(claims.get("name").asText()).isEqualTo("Ada Agent");
      assertThat(claims.at("/realm_access/roles").toString()).contains("\"admin_agent\"");
    }
  }

  @Test
  void what_a_killed_jvm_started_dies_with_it() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Java.command(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsAServerAndHangs.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long server = Long.parseLong(jvm.inputReader().readLine());
    assertThat(ProcessHandle.of(server)).isPresent();

    jvm.destroyForcibly().waitFor();

    await().atMost(LIMIT).until(() -> ProcessHandle.of(server).isEmpty());
  }

  /** A stand-in for a test JVM that somebody kills. */
  static final class StartsAServerAndHangs {
    public static void main(String[] arguments) throws InterruptedException {
      PostgresServer server = PostgresServer.start(Path.of(arguments[0]), Ports.free());
      server.awaitReady(LIMIT);
      System.out.println(server.process().pid());
      Thread.currentThread().join();
    }
  }

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.migrator(), database.migratorPassword());
  }

  private static String single(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
