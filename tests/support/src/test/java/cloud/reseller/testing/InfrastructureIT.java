package cloud.reseller.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class InfrastructureIT {
  private final Infrastructure infrastructure = Infrastructure.shared();

  @Test
  void topics_outlive_a_restart_and_a_crash_at_the_same_address() throws Exception {
    String address = infrastructure.kafkaBootstrap();
    try (Admin admin = Admin.create(infrastructure.kafka())) {
      admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();
      infrastructure.restartKafka();
      infrastructure.crashKafka();
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
    assertThat(infrastructure.kafkaBootstrap()).isEqualTo(address);
  }

  @Test
  void every_database_is_a_fresh_one() throws Exception {
    Database first = infrastructure.database("rows");
    Database second = infrastructure.database("rows");
    execute(first, "create table taken (id int)");
    execute(second, "create table taken (id int)");
    assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
  }

  @Test
  void tokens_say_who_the_caller_is() {
    String partner = UUID.randomUUID().toString();
    String oid = UUID.randomUUID().toString();
    assertThat(claims(infrastructure.agentToken("helpdesk_agent", partner, oid)))
        .contains("\"partner_id\":\"" + partner + "\"", "\"oid\":\"" + oid + "\"")
        .contains("helpdesk_agent", infrastructure.keycloak());
    String customer = UUID.randomUUID().toString();
    assertThat(claims(infrastructure.customerToken(customer, oid)))
        .contains("\"customer_id\":\"" + customer + "\"", "customer_user");
    assertThat(claims(infrastructure.operatorToken(oid)))
        .contains("\"oid\":\"" + oid + "\"", "operations")
        .doesNotContain("partner_id", "customer_id");
  }

  @Test
  void another_class_loader_meets_the_same_infrastructure() throws Exception {
    String address = infrastructure.kafkaBootstrap();
    try (URLClassLoader other =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> theirs = other.loadClass(Infrastructure.class.getName());
      Object shared = theirs.getMethod("shared").invoke(null);
      assertThat(theirs).isNotSameAs(Infrastructure.class);
      assertThat(theirs.getMethod("kafkaBootstrap").invoke(shared)).isEqualTo(address);
      assertThat(theirs.getMethod("kafka").invoke(shared)).isEqualTo(infrastructure.kafka());
      assertThat(theirs.getMethod("database", String.class).invoke(shared, "far").toString())
          .contains("jdbc:postgresql:");
    }
  }

  @Test
  void a_quarkus_test_gets_the_keys_of_production() {
    RealInfrastructure resource = new RealInfrastructure();
    assertThat(resource.start())
        .containsEntry("kafka.bootstrap.servers", infrastructure.kafkaBootstrap())
        .containsEntry("kafka.security.protocol", "SASL_PLAINTEXT")
        .containsKey("kafka.sasl.jaas.config")
        .containsEntry("quarkus.oidc.auth-server-url", infrastructure.keycloak())
        .containsKeys(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password");
  }

  private static URL[] classPath() {
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(":"))
        .map(InfrastructureIT::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException cannot) {
      throw new IllegalArgumentException(entry, cannot);
    }
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.")[1]),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void execute(Database database, String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.migrator(), database.migratorPassword());
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
