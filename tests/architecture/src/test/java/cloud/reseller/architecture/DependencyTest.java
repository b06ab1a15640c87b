package cloud.reseller.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: services to service-kit, event-log and events; never back. */
class DependencyTest {

  private static final String[] SERVICES = {
    "cloud.reseller.permissions..",
    "cloud.reseller.reservations..",
    "cloud.reseller.activity..",
    "cloud.reseller.billing..",
    "cloud.reseller.gateway.."
  };

  /** What features of deciding may import in addition to commands and refusals. */
  private static final String[] SHARED_BY_FEATURES = {
    "cloud.reseller.*.write.state..",
    "cloud.reseller.*.write.policies..",
    "cloud.reseller.*.write.pricing.."
  };

  /** What of the decider is started, told of, handed a store or run again over a log. */
  private static final Set<String> STARTED =
      Set.of(
          "cloud.reseller.log.decide.loop.DeciderRunner",
          "cloud.reseller.log.decide.loop.DeciderStatus",
          "cloud.reseller.log.decide.state.SnapshotStore",
          "cloud.reseller.log.decide.state.PostgresSnapshots",
          "cloud.reseller.log.decide.evidence.DecisionVerifier");

  /** Sources of nondeterminism. */
  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.time.Clock",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  private static final String[] PACKAGES_WITH_STATEMENTS = {
    // COPY and the upsert of rows, and the guarded statements of where projections stand.
    "cloud.reseller.log.projection..",
    // Servers of one machine and of tests, and what measures them.
    "cloud.reseller.local..",
    "cloud.reseller.testing..",
    "cloud.reseller.benchmarks.."
  };

  private static final Set<String> CLASSES_WITH_STATEMENTS =
      Set.of(
          // Bounds transactions.
          "cloud.reseller.log.BoundedDatabase",
          // The state of deciders, saved only over an older one; in no view.
          "cloud.reseller.log.decide.state.PostgresSnapshots",
          "cloud.reseller.log.decide.state.StoredKeys",
          // Reads where no entity does.
          "cloud.reseller.kit.sql.PlainSql",
          // Not made from the log: looks and counts in one statement.
          "cloud.reseller.kit.tenant.AttemptLimit",
          // Asks the server, not a table.
          "cloud.reseller.kit.runtime.DatabaseRole");

  private static JavaClasses all;

  @BeforeAll
  static void import_every_module() {
    List<Path> built =
        Repository.modulesWithCode().stream().map(m -> m.resolve("target/classes")).toList();
    assertThat(built)
        .as("every module must be built before this one: run ./mvnw verify in %s", Repository.ROOT)
        .isNotEmpty()
        .allMatch(Files::isDirectory);
    all = new ClassFileImporter().importPaths(built);
  }

  @Test
  void events_know_neither_quarkus_nor_kafka_nor_anything_of_ours() {
    classes()
        .that()
        .resideInAPackage("cloud.reseller.events..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "com.fasterxml.jackson..", "cloud.reseller.events..")
        .check(all);
  }

  @Test
  void the_event_log_knows_no_business_word_and_no_framework() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.log..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller..")
                .and(not(resideInAnyPackage("cloud.reseller.log..", "cloud.reseller.throttle..")))
                .or(resideInAnyPackage("io.quarkus..", "jakarta..")))
        .check(all);
  }

  @Test
  void the_http_guard_knows_nothing_of_ours() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.http..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller..")
                .and(not(resideInAPackage("cloud.reseller.http.."))))
        .check(all);
  }

  @Test
  void the_service_kit_knows_no_service() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.kit..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller..")
                .and(
                    not(
                        resideInAnyPackage(
                            "cloud.reseller.kit..",
                            "cloud.reseller.http..",
                            "cloud.reseller.throttle..",
                            "cloud.reseller.log..",
                            "cloud.reseller.topics..",
                            "cloud.reseller.events.."))))
        .check(all);
  }

  @Test
  void no_service_knows_another() {
    for (String service : SERVICES) {
      noClasses()
          .that()
          .resideInAPackage(service)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(SERVICES)
                  .or(resideInAnyPackage("cloud.reseller.local..", "cloud.reseller.testing.."))
                  .and(not(resideInAPackage(service))))
          .allowEmptyShould(true)
          .check(all);
    }
  }

  @Test
  void the_launcher_knows_no_service() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.local..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(SERVICES))
        .check(all);
  }

  @Test
  void deciding_is_pure() {
    classes()
        .that()
        .resideInAPackage("cloud.reseller.*.write..")
        // Codecs convert bytes and decide nothing.
        .and(not(assignableTo("cloud.reseller.log.decide.MessageCodec")))
        .and(not(assignableTo("cloud.reseller.log.decide.StateCodec")))
        .and(not(assignableTo("cloud.reseller.log.decide.SharedStateCodec")))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.nio",
                    "java.nio.charset..",
                    // For digests; random numbers are forbidden below.
                    "java.security",
                    "java.time..",
                    "java.util..",
                    "cloud.reseller.events..",
                    "cloud.reseller.log.decide",
                    "cloud.reseller.*.write..")
                .or(name("cloud.reseller.log.Position"))
                .or(name("cloud.reseller.log.IdTable")))
        .allowEmptyShould(true)
        .check(all);
  }

  @Test
  void deciding_knows_no_framework_and_no_kit_so_that_decisions_can_be_taken_again_anywhere() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.*.write..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "jakarta..", "org.apache.kafka..", "cloud.reseller.kit..")
        .check(all);
  }

  @Test
  void the_parts_of_the_decider_build_up_in_one_order() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("cloud.reseller.log.decide..")
        .layer("what a service hands in")
        .definedBy("cloud.reseller.log.decide")
        .layer("state")
        .definedBy("cloud.reseller.log.decide.state..")
        .layer("evidence")
        .definedBy("cloud.reseller.log.decide.evidence..")
        .layer("loop")
        .definedBy("cloud.reseller.log.decide.loop..")
        .ensureAllClassesAreContainedInArchitecture()
        .whereLayer("what a service hands in")
        .mayNotAccessAnyLayer()
        .whereLayer("state")
        .mayOnlyAccessLayers("what a service hands in")
        .whereLayer("evidence")
        .mayOnlyAccessLayers("state", "what a service hands in")
        .whereLayer("loop")
        .mayOnlyAccessLayers("evidence", "state", "what a service hands in")
        .check(all.that(resideInAPackage("cloud.reseller.log.decide..")));
  }

  @Test
  void of_the_decider_a_service_sees_what_it_hands_in_and_what_it_starts() {
    noClasses()
        .that()
        .resideOutsideOfPackage("cloud.reseller.log.decide..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller.log.decide.*..")
                .and(
                    DescribedPredicate.describe(
                        "are not for services",
                        type -> !STARTED.contains(type.getFullName().replaceAll("\\$.*", "")))))
        .check(all);
  }

  @Test
  void no_feature_of_deciding_knows_another() {
    slices()
        .matching("cloud.reseller.(*).write.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED_BY_FEATURES))
        .check(all);
  }

  @Test
  void what_features_are_decided_on_knows_no_feature_and_builds_up_in_one_order() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("cloud.reseller.*.write.*..")
        .layer("state")
        .definedBy("cloud.reseller.*.write.state..")
        .layer("policies")
        .definedBy("cloud.reseller.*.write.policies..")
        .layer("pricing")
        .definedBy("cloud.reseller.*.write.pricing..")
        .layer("features")
        .definedBy(
            resideInAPackage("cloud.reseller.*.write.*..")
                .and(not(resideInAnyPackage(SHARED_BY_FEATURES))))
        .whereLayer("state")
        .mayNotAccessAnyLayer()
        .whereLayer("policies")
        .mayOnlyAccessLayers("state")
        .whereLayer("pricing")
        .mayOnlyAccessLayers("policies", "state")
        .whereLayer("features")
        .mayOnlyAccessLayers("pricing", "policies", "state")
        .check(all);
  }

  @Test
  void only_deciders_know_features_and_features_know_neither_decider_nor_codec() {
    noClasses()
        .that()
        .resideInAPackage("cloud.reseller.*.write.*..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller.*.write")
                .and(
                    assignableTo("cloud.reseller.log.decide.Decider")
                        .or(assignableTo("cloud.reseller.log.decide.MessageCodec"))
                        .or(assignableTo("cloud.reseller.log.decide.StateCodec"))))
        .check(all);
    noClasses()
        .that(
            not(resideInAPackage("cloud.reseller.*.write.*.."))
                .and(not(assignableTo("cloud.reseller.log.decide.Decider"))))
        .should()
        .dependOnClassesThat(
            resideInAPackage("cloud.reseller.*.write.*..")
                .and(not(resideInAnyPackage(SHARED_BY_FEATURES))))
        .check(all);
  }

  @Test
  void no_decision_and_no_projection_reads_a_clock_or_takes_a_chance() {
    noClasses()
        .that(
            resideInAPackage("cloud.reseller.*.write..")
                .or(describe("are projections", DependencyTest::isProjection)))
        .should()
        .callCodeUnitWhere(JavaCall.Predicates.target(readsAClockOrTakesAChance()))
        .allowEmptyShould(true)
        .check(all);
  }

  /** Another runtime has another list of currencies, language, time zone and encoding. */
  @Test
  void no_fact_and_no_decision_depends_on_the_java_runtime_or_its_settings() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "cloud.reseller.events..", "cloud.reseller.*.write..", "cloud.reseller.log.decide..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Currency")
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(Charset.class, "defaultCharset")
        .orShould()
        .callMethod(String.class, "getBytes")
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .check(all);
  }

  @Test
  void no_feature_of_a_module_depends_on_itself_through_another() {
    slices().matching("cloud.reseller.(*).(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .orShould()
        .haveSimpleNameEndingWith("DTO")
        .check(all);
  }

  @Test
  void beans_get_what_they_need_through_their_constructor() {
    noFields()
        .should()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
        .check(all);
  }

  @Test
  void rows_are_written_and_read_in_one_way_each() {
    noClasses()
        .that(
            not(resideInAnyPackage(PACKAGES_WITH_STATEMENTS))
                .and(
                    not(
                        describe(
                            "have a reason",
                            type -> CLASSES_WITH_STATEMENTS.contains(type.getName())))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.postgresql..")
                .or(name("java.sql.Statement"))
                .or(name("java.sql.PreparedStatement"))
                .or(name("jakarta.persistence.EntityManager"))
                .or(name("org.hibernate.Session")))
        .check(all);
  }

  @Test
  void entities_are_views_and_nobody_writes_them() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .beAnnotatedWith("org.hibernate.annotations.Immutable")
        .andShould()
        .beAssignableTo("io.quarkus.hibernate.orm.panache.PanacheEntityBase")
        .check(all);
  }

  @Test
  void whoever_logs_does_it_through_slf4j() {
    noClasses()
        .that()
        // Its lines have fields of their own, which only a record of the log manager can carry.
        .doNotHaveFullyQualifiedName("cloud.reseller.kit.security.SecurityLog")
        // Has to name a logger of the JDK.
        .and(not(assignableTo("java.sql.Driver")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.jboss.logging..",
                "org.jboss.logmanager..",
                "io.quarkus.logging..",
                "java.util.logging.."))
        .check(all);
  }

  @Test
  void every_route_says_who_may_call_it() {
    methods()
        .that(isRoute())
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("cloud.reseller.gateway..")
        .should()
        .beAnnotatedWith("cloud.reseller.kit.caller.AllowedTo")
        .check(all);
  }

  /**
   * Pages belong to a session and not to a token; what the gateway calls is no route of its own.
   */
  @Test
  void every_page_says_who_may_open_it() {
    methods()
        .that(isRoute())
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("cloud.reseller.gateway..")
        .and()
        .areDeclaredInClassesThat()
        .areNotInterfaces()
        .should()
        .beAnnotatedWith(saysWhoMayOpenIt())
        .orShould()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(saysWhoMayOpenIt())
        .check(all);
  }

  private static DescribedPredicate<JavaMethod> isRoute() {
    return describe(
        "are routes",
        method ->
            List.of("GET", "POST", "PUT", "PATCH", "DELETE").stream()
                .anyMatch(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb)));
  }

  private static DescribedPredicate<JavaAnnotation<?>> saysWhoMayOpenIt() {
    return describe(
        "who may open it",
        annotation ->
            Set.of(
                    "jakarta.annotation.security.RolesAllowed",
                    "jakarta.annotation.security.PermitAll",
                    "io.quarkus.security.Authenticated")
                .contains(annotation.getRawType().getName()));
  }

  private static boolean isProjection(JavaClass type) {
    return type.getAllRawInterfaces().stream()
        .anyMatch(name("cloud.reseller.log.projection.Projection"));
  }

  private static DescribedPredicate<CodeUnitCallTarget> readsAClockOrTakesAChance() {
    return describe(
        "read a clock or take a chance",
        target -> {
          String owner = target.getOwner().getFullName();
          String name = target.getName();
          return CLOCKS_AND_CHANCE.contains(owner)
              || owner.startsWith("java.time.") && name.equals("now")
              || owner.equals("java.util.UUID") && name.equals("randomUUID")
              || owner.equals("java.lang.Math") && name.equals("random")
              || owner.equals("java.lang.System")
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
        });
  }
}
