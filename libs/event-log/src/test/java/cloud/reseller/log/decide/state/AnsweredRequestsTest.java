package cloud.reseller.log.decide.state;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {

  private static final byte[] DIGEST = Hashing.sha256(new byte[] {1});
  private static final byte[] OTHER = Hashing.sha256(new byte[] {2});

  @Test
  void finds_what_was_answered_and_where() {
    AnsweredRequests.Id id = AnsweredRequests.Id.of(UUID.randomUUID().toString());
    AnsweredRequests repeats = AnsweredRequests.none().and(id, DIGEST, 42, 1_000);

    int entry = repeats.find(id);

    assertThat(repeats.offset(entry)).isEqualTo(42);
    assertThat(repeats.sameDigest(entry, DIGEST)).isTrue();
    assertThat(repeats.sameDigest(entry, OTHER)).isFalse();
    assertThat(repeats.find(AnsweredRequests.Id.of("another"))).isEqualTo(-1);
  }

  @Test
  void keeps_the_last_thousand_however_old_and_every_one_of_a_day_however_many() {
    AnsweredRequests repeats = AnsweredRequests.none();
    for (int i = 0; i < 1_500; i++) {
      repeats = repeats.and(AnsweredRequests.Id.of("old" + i), DIGEST, i, 0);
    }
    assertThat(repeats.size()).isEqualTo(1_500);

    repeats =
        repeats.and(
            AnsweredRequests.Id.of("at-a-day"), DIGEST, 1_500, AnsweredRequests.KEPT_MILLIS);
    assertThat(repeats.size()).isEqualTo(1_501);

    repeats =
        repeats.and(
            AnsweredRequests.Id.of("past-a-day"), DIGEST, 1_501, AnsweredRequests.KEPT_MILLIS + 1);
    assertThat(repeats.size()).isEqualTo(1_000);
    assertThat(repeats.find(AnsweredRequests.Id.of("old501"))).isEqualTo(-1);
    assertThat(repeats.find(AnsweredRequests.Id.of("old502"))).isNotEqualTo(-1);
  }

  @Test
  void leaves_out_what_was_answered_before_a_time() {
    AnsweredRequests repeats = AnsweredRequests.none();
    assertThat(repeats.withoutOlderThan(1)).isSameAs(repeats);
    assertThat(repeats.lastTime()).isEqualTo(Long.MIN_VALUE);
    for (int i = 0; i < 600; i++) {
      repeats = repeats.and(AnsweredRequests.Id.of("id" + i), DIGEST, i, i);
    }

    AnsweredRequests later = repeats.withoutOlderThan(500);

    assertThat(later.size()).isEqualTo(100);
    assertThat(later.time(0)).isEqualTo(500);
    assertThat(later.offset(0)).isEqualTo(500);
    assertThat(later.lastTime()).isEqualTo(599);
    assertThat(later.find(AnsweredRequests.Id.of("id499"))).isEqualTo(-1);
    assertThat(later.offset(later.find(AnsweredRequests.Id.of("id500")))).isEqualTo(500);
    assertThat(later.withoutOlderThan(600).size()).isZero();
    assertThat(repeats.size()).isEqualTo(600);
  }

  @Test
  void versions_do_not_disturb_one_another() {
    Random random = new Random(7);
    List<AnsweredRequests> versions = new ArrayList<>(List.of(AnsweredRequests.none()));
    List<List<String>> contents = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < 2_000; i++) {
      int from = Math.max(0, versions.size() - 1 - random.nextInt(4));
      String id = "id" + i;
      List<String> content = new ArrayList<>(contents.get(from));
      content.add(id);
      versions.add(versions.get(from).and(AnsweredRequests.Id.of(id), DIGEST, i, 5));
      contents.add(content);
    }
    for (int v = 0; v < versions.size(); v += 97) {
      AnsweredRequests version = versions.get(v);
      assertThat(version.size()).isEqualTo(contents.get(v).size());
      assertThat(contents.get(v)).allMatch(id -> version.find(AnsweredRequests.Id.of(id)) >= 0);
    }
  }

  /** Ids that differ in few bits, of which old ones fall out: every way an index can go wrong. */
  @Test
  void finds_every_kept_answer_and_no_other_however_many_there_are() {
    AnsweredRequests repeats = AnsweredRequests.none();
    long hour = AnsweredRequests.KEPT_MILLIS / 24;
    for (int i = 0; i < 20_000; i++) {
      AnsweredRequests.Id id = new AnsweredRequests.Id(i % 64, i / 64);
      assertThat(repeats.find(id)).isEqualTo(-1);
      repeats = repeats.and(id, DIGEST, i, i * hour / 100);
    }
    AnsweredRequests restored = AnsweredRequests.ofLongs(repeats.toLongs());

    for (AnsweredRequests each : List.of(repeats, restored)) {
      int oldest = 20_000 - each.size();
      assertThat(each.size()).isBetween(2_400, 2_402);
      for (int i = 0; i < 20_000; i++) {
        int entry = each.find(new AnsweredRequests.Id(i % 64, i / 64));
        assertThat(entry >= 0).isEqualTo(i >= oldest);
        if (entry >= 0) {
          assertThat(each.offset(entry)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void a_snapshot_holds_the_same_answers() {
    AnsweredRequests repeats = AnsweredRequests.none();
    for (int i = 0; i < 37; i++) {
      repeats = repeats.and(AnsweredRequests.Id.of("id" + i), DIGEST, i, i);
    }

    AnsweredRequests restored = AnsweredRequests.ofLongs(repeats.toLongs());

    assertThat(restored.toLongs()).isEqualTo(repeats.toLongs());
    assertThat(restored.offset(restored.find(AnsweredRequests.Id.of("id36")))).isEqualTo(36);
  }
}
