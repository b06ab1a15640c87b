package cloud.reseller.reservations.catalogue;

import static cloud.reseller.reservations.catalogue.Publisher.RELEASE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.reservations.PermissionFacts;
import cloud.reseller.reservations.catalogue.CatalogueImport.Asked;
import cloud.reseller.reservations.catalogue.CatalogueImport.Outcome;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.Infrastructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sheet stands in the log as a whole and once, whatever happens to its imports. */
class CatalogueImportIT {

  private static final Infrastructure PARTS = Infrastructure.shared();
  private static final String RATIOS =
      "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,X,1\nG,Y,2\n";

  private static final Publisher OURS = partner("a0000000-0000-4000-8000-000000000001");
  private static final Publisher THEIRS = partner("a0000000-0000-4000-8000-000000000002");

  private final String topic = "catalogue-" + UUID.randomUUID();

  /** Names the transactional id every import of this topic uses. */
  private final String service = "importer-" + UUID.randomUUID();

  private final MovedClock clock = new MovedClock();

  @BeforeEach
  void the_topic_is_there() {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      new TopicsStep(admin).createMissing(List.of(Topic.shared(topic)));
    }
  }

  @Test
  void a_request_is_published_once() throws Exception {
    assertThat(publish(RATIOS).isNew()).isTrue();
    assertThat(publish(RATIOS).isNew()).isFalse();
    assertThat(types())
        .containsExactly(
            "FlexibilityRatio.v1", "FlexibilityRatio.v1", "FlexibilityRatiosPublished.v2");
  }

  @Test
  void of_a_sheet_with_a_wrong_line_nothing_is_published() {
    assertThatThrownBy(() -> publish(RATIOS + "G,Z,none\n"))
        .isInstanceOf(SheetRefusedException.class);
    assertThat(types()).isEmpty();
  }

  @Test
  void what_an_import_that_died_had_sent_is_seen_by_nobody() throws Exception {
    try (KafkaProducer<byte[], byte[]> died =
        new KafkaProducer<>(
            PARTS.kafka(Map.of("transactional.id", service + "-catalogue")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      died.initTransactions();
      died.beginTransaction();
      died.send(new ProducerRecord<>(topic, "half".getBytes(UTF_8), "{}".getBytes(UTF_8))).get();

      assertThat(publish(RATIOS).isNew()).isTrue();
      assertThatThrownBy(died::commitTransaction).isInstanceOf(KafkaException.class);
    }
    assertThat(types()).hasSize(3);
  }

  @Test
  void an_import_answers_when_readers_of_what_is_committed_have_passed_its_publication()
      throws Exception {
    try (Admin admin = Admin.create(PARTS.kafka())) {
      for (int i = 0; i < 20; i++) {
        publish(RATIOS + "G,Z," + (4 + i) + "\n");

        TopicPartition partition = new TopicPartition(topic, 0);
        long seen =
            admin
                .listOffsets(
                    Map.of(partition, OffsetSpec.latest()),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
        // Three lines and a publication, and before it as many and a marker of each sheet.
        assertThat(seen).isGreaterThanOrEqualTo(5L * i + 4);
      }
    }
  }

  @Test
  void a_publication_that_nobody_can_see_yet_is_waited_for() throws Exception {
    Map<String, Object> other = PARTS.kafka(Map.of("transactional.id", service + "-other"));
    try (KafkaProducer<byte[], byte[]> open =
            new KafkaProducer<>(other, new ByteArraySerializer(), new ByteArraySerializer());
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      open.initTransactions();
      open.beginTransaction();
      open.send(new ProducerRecord<>(topic, "open".getBytes(UTF_8), "{}".getBytes(UTF_8))).get();

      Future<Outcome.Published> waiting = threads.submit(() -> publish(RATIOS));
      await().until(() -> end() >= 4);
      assertThat(waiting).isNotDone();
      open.abortTransaction();

      assertThat(waiting.get().isNew()).isTrue();
    }
    assertThat(types()).hasSize(3);
  }

  /** Where the topic ends, with what is not committed. */
  private long end() throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(PARTS.kafka())) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  @Test
  void of_concurrent_imports_each_sheet_is_published_completely_and_once() throws Exception {
    List<Future<Outcome.Published>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        String sheet = RATIOS + "G,Z" + i % 2 + ",4\n";
        Callable<Outcome.Published> importing = () -> publish(sheet);
        all.add(threads.submit(importing));
      }
    }
    long published = 0;
    for (Future<Outcome.Published> one : all) {
      try {
        published += one.get().isNew() ? 1 : 0;
      } catch (ExecutionException cutOff) {
        assertThat(cutOff).hasCauseInstanceOf(KafkaException.class);
      }
    }
    assertThat(published).isLessThanOrEqualTo(2);
    // A sheet whose import was cut off is sent again.
    publish(RATIOS + "G,Z0,4\n");
    publish(RATIOS + "G,Z1,4\n");
    List<String> whole =
        List.of(
            "FlexibilityRatio.v1",
            "FlexibilityRatio.v1",
            "FlexibilityRatio.v1",
            "FlexibilityRatiosPublished.v2");
    List<String> two = new ArrayList<>(whole);
    two.addAll(whole);
    assertThat(types()).isEqualTo(two);
  }

  @Test
  void a_file_of_too_many_lines_is_refused_before_it_is_read() throws Exception {
    String longest = RATIOS + "G,A,1\nG,B,1\nG,C,1\nG,D,1";
    assertThatThrownBy(() -> publish(longest + "\nG,E,one"))
        .isInstanceOf(SheetRefusedException.class)
        .hasMessageStartingWith("Line 8: the file has more lines than the 7 that are allowed.");
    assertThat(types()).isEmpty();
    assertThat(publish(longest + "\n").isNew()).isTrue();
    assertThat(publish(longest).isNew()).isTrue();
  }

  @Test
  void what_others_published_meanwhile_is_seen() throws Exception {
    CatalogueImport one = importing();
    assertThat(one.published()).isEmpty();
    String first = publish(RATIOS).publication().sheet();
    assertThat(one.published()).extracting(it -> it.publication().sheet()).containsExactly(first);
    assertThat(published(one.publish(asked(RATIOS), csv(RATIOS))).isNew()).isFalse();
    String second = publish(RATIOS + "G,Z,1\n").publication().sheet();
    assertThat(one.published())
        .extracting(it -> it.publication().sheet())
        .containsExactly(first, second);
  }

  @Test
  void nobody_waits_for_an_import_whose_file_still_comes() throws Exception {
    CatalogueImport one = importing();
    PipedOutputStream comes = new PipedOutputStream();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      PipedInputStream slow = new PipedInputStream(comes);
      Future<Outcome.Published> waiting =
          threads.submit(() -> published(one.publish(asked(RATIOS), slow)));
      comes.write(RATIOS.getBytes(UTF_8));
      comes.flush();

      String other = RATIOS + "G,Z,1\n";
      assertThat(published(one.publish(asked(other), csv(other))).isNew()).isTrue();
      assertThat(waiting).isNotDone();
      comes.close();
      assertThat(waiting.get().isNew()).isTrue();
    }
  }

  @Test
  void a_sheet_published_again_is_in_force_from_then_on() throws Exception {
    String other = RATIOS + "G,Z,1\n";
    Outcome.Published first = publish(RATIOS);
    Outcome.Published second = publish(other);
    clock.go(Duration.ofHours(1));
    Outcome.Published again =
        published(importing().publish(asked("once more", Optional.empty()), csv(RATIOS)));

    assertThat(again.isNew()).isTrue();
    assertThat(again.publication().sheet()).isNotEqualTo(first.publication().sheet());
    assertThat(again.publication().digest()).isEqualTo(first.publication().digest());
    assertThat(inForce(second)).isEqualTo(second.publication().sheet());
    assertThat(inForce(again)).isEqualTo(again.publication().sheet());
    assertThat(again.inForce().get("").orElseThrow().since()).isEqualTo(clock.instant());
    // A retry of the second request has the same sheet, and is told what is in force now.
    Outcome.Published tried = publish(other);
    assertThat(tried.isNew()).isFalse();
    assertThat(tried.publication()).isEqualTo(second.publication());
    assertThat(inForce(tried)).isEqualTo(again.publication().sheet());
  }

  private static String inForce(Outcome.Published published) {
    return published.inForce().get("").orElseThrow().publication().sheet();
  }

  @Test
  void until_a_sheet_begins_the_earlier_one_is_in_force() throws Exception {
    Outcome.Published first = publish(RATIOS);
    Instant later = clock.instant().plus(Duration.ofDays(1));
    Outcome.Published ahead =
        published(importing().publish(asked("ahead", Optional.of(later)), csv(RATIOS)));
    assertThat(ahead.publication().effectiveFrom()).isEqualTo(later);
    assertThat(inForce(ahead)).isEqualTo(first.publication().sheet());
    clock.go(Duration.ofDays(1));
    assertThat(
            inForce(
                published(importing().publish(asked("ahead", Optional.of(later)), csv(RATIOS)))))
        .isEqualTo(ahead.publication().sheet());
  }

  @Test
  void no_sheet_begins_before_it_is_published() throws Exception {
    Instant now = clock.instant();
    assertThat(importing().publish(asked("early", Optional.of(now.minusMillis(1))), csv(RATIOS)))
        .isEqualTo(new Outcome.BeginsTooEarly(now));
    assertThat(types()).isEmpty();
    assertThat(importing().publish(asked("now", Optional.of(now)), csv(RATIOS)))
        .isInstanceOf(Outcome.Published.class);
  }

  @Test
  void times_of_publications_never_decrease() throws Exception {
    publish(RATIOS);
    Instant last = clock.instant();
    clock.go(Duration.ofHours(-1));
    assertThat(publish(RATIOS + "G,Z,1\n").publication().effectiveFrom()).isEqualTo(last);
    assertThat(importing().publish(asked("early", Optional.of(clock.instant())), csv(RATIOS)))
        .isEqualTo(new Outcome.BeginsTooEarly(last));
  }

  @Test
  void nothing_is_published_under_an_id_used_for_another_file_or_start() throws Exception {
    Instant now = clock.instant();
    Instant later = now.plus(Duration.ofDays(1));
    assertThat(importing().publish(asked("id", Optional.of(later)), csv(RATIOS)))
        .isInstanceOf(Outcome.Published.class);
    for (Optional<Instant> other : List.of(Optional.of(now), Optional.<Instant>empty())) {
      assertThat(importing().publish(asked("id", other), csv(RATIOS)))
          .isEqualTo(new Outcome.IdReused());
    }
    assertThat(importing().publish(asked("id", Optional.of(later)), csv(RATIOS + "G,Z,1\n")))
        .isEqualTo(new Outcome.IdReused());
    assertThat(types()).hasSize(3);
  }

  @Test
  void a_price_sheet_begins_with_its_earliest_line_and_never_after_its_last_one_ends()
      throws Exception {
    clock.go(Duration.between(clock.instant(), Instant.parse("2026-11-27T12:00:00Z")));
    Outcome.Published ahead =
        published(
            importing().publish(ofPrices("one", OURS), csv(prices("2026-12-01", "2026-12-31"))));
    assertThat(ahead.publication().effectiveFrom()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(ahead.inForce()).containsOnly(Map.entry("US", Optional.empty()));
    assertThat(importing().publish(ofPrices("two", OURS), csv(prices("2026-01-01", "2026-10-31"))))
        .isEqualTo(new Outcome.Ended(Instant.parse("2026-11-01T00:00:00Z")));
  }

  @Test
  void a_partner_is_told_about_its_own_sheet_or_the_operators() throws Exception {
    String file = prices("2020-01-01", "9999-12-31");
    Outcome.Published operators =
        published(importing().publish(ofPrices("id", RELEASE), csv(file)));
    clock.go(Duration.ofSeconds(1));
    Outcome.Published ours = published(importing().publish(ofPrices("id", OURS), csv(file)));
    Outcome.Published theirs =
        published(
            importing()
                .publish(
                    new Asked(
                        new PriceSheet(),
                        CatalogueImport.id(THEIRS, new PriceSheet(), "id"),
                        THEIRS,
                        Optional.of(clock.instant().plusSeconds(60))),
                    csv(file)));

    assertThat(List.of(operators, ours, theirs))
        .extracting(it -> it.publication().sheet())
        .doesNotHaveDuplicates();
    assertThat(ours.inForce().get("US").orElseThrow().publication()).isEqualTo(ours.publication());
    assertThat(theirs.inForce().get("US").orElseThrow().publication())
        .isEqualTo(operators.publication());
    assertThat(((PriceSheetPublished) ours.publication()).partnerId()).isEqualTo(OURS.partnerId());
    assertThat(((PriceSheetPublished) ours.publication()).by()).isEqualTo(OURS.by());
    assertThat(ours.publication().digest()).isEqualTo(operators.publication().digest());
  }

  @Test
  void the_import_at_start_publishes_each_of_its_files_once_and_tells_them_by_their_digests()
      throws Exception {
    // A partner's sheet is no catalogue for the others.
    published(importing().publish(ofPrices("own", OURS), csv(prices("2020-01-01", "9999-12-31"))));
    // The operator has one of the files already, under a request of its own.
    String file;
    try (InputStream shipped = getClass().getResourceAsStream("/catalogue/pricesheet-us.csv")) {
      file = new String(shipped.readAllBytes(), UTF_8);
    }
    CatalogueImport large = new CatalogueImport(PARTS.kafka(), topic, service, 10_000, clock);
    String digest =
        published(large.publish(ofPrices("by hand", RELEASE), csv(file))).publication().digest();

    for (int start = 0; start < 2; start++) {
      new CatalogueAtStart(true, large).publishUnlessThereIsAnother();
      assertThat(large.published())
          .extracting(sheet -> sheet.partnerId().isPresent() + " " + sheet.isOfRatios())
          .containsExactly("true false", "false false", "false true", "false false");
      assertThat(large.published())
          .extracting(sheet -> sheet.publication().digest())
          .doesNotHaveDuplicates()
          .contains(digest);
    }
  }

  @Test
  void where_the_operator_has_another_catalogue_nothing_is_published_at_start() throws Exception {
    published(
        importing().publish(ofPrices("other", RELEASE), csv(prices("2020-01-01", "9999-12-31"))));
    List<String> before = types();
    new CatalogueAtStart(true, new CatalogueImport(PARTS.kafka(), topic, service, 10_000, clock))
        .publishUnlessThereIsAnother();
    assertThat(types()).isEqualTo(before);
  }

  @Test
  void a_sheet_of_the_earlier_release_is_known() throws Exception {
    PriceSheetLineV1 line =
        new PriceSheetLineV1(
            "first",
            "Standard_D2s_v5",
            "DZH318Z0:0001",
            "Virtual Machines",
            "eastus",
            "US",
            Term.P1Y,
            new Money(1, "USD"),
            Optional.empty());
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    digest.add(line);
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    Instant until = Instant.parse("9999-12-31T23:59:59Z");
    PriceSheetPublishedV1 publication =
        new PriceSheetPublishedV1("first", 1, digest.hex(), from, until);
    PriceSheetPublishedV1 disagrees =
        new PriceSheetPublishedV1("second", 1, digest.hex(), from, until);
    for (Object event : List.of(line, publication, disagrees)) {
      PermissionFacts.send(
          topic, ((CatalogueEvent) event).sheet(), UUID.randomUUID().toString(), event);
    }
    assertThat(importing().published())
        .extracting(PublishedSheet::publication)
        .containsExactly(publication);
  }

  private static Publisher partner(String id) {
    return new Publisher(Optional.of(id), Optional.of("agent"), Optional.of("correlation"));
  }

  private static Asked ofPrices(String request, Publisher publisher) {
    return new Asked(
        new PriceSheet(),
        CatalogueImport.id(publisher, new PriceSheet(), request),
        publisher,
        Optional.empty());
  }

  private static String prices(String from, String until) {
    return "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
        + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\n"
        + "Virtual Machines,DZH318Z0XX01,0001,\"Reserved VM Instance, Standard_D2s_v5, US East, 1"
        + " Year\",P1Y,US,USD,480.05,,%s,%s,\n".formatted(from, until);
  }

  private CatalogueImport importing() {
    return new CatalogueImport(PARTS.kafka(), topic, service, 7, clock);
  }

  /** An import of another instance of the service; each file has its own request. */
  private Outcome.Published publish(String csv) throws IOException, SheetRefusedException {
    return published(importing().publish(asked(csv), csv(csv)));
  }

  private static Outcome.Published published(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return (Outcome.Published) outcome;
  }

  private static Asked asked(String request) {
    return asked(request, Optional.empty());
  }

  private static Asked asked(String request, Optional<Instant> effectiveFrom) {
    return new Asked(
        new FlexibilitySheet(),
        CatalogueImport.id(RELEASE, new FlexibilitySheet(), request),
        RELEASE,
        effectiveFrom);
  }

  private static InputStream csv(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** A clock that stands still until it is moved. */
  private static final class MovedClock extends Clock {

    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    void go(Duration on) {
      now = now.plus(on);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** The types of all committed records. */
  private List<String> types() {
    return CommittedLog.read(PARTS.kafka(), topic).stream()
        .map(record -> new String(record.headers().lastHeader("ce_type").value(), UTF_8))
        .toList();
  }
}
