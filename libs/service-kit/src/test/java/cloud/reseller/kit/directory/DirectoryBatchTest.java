package cloud.reseller.kit.directory;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryBatchTest {

  private static final DirectoryUser ADA =
      new DirectoryUser("ada", "contoso", Actor.Side.PARTNER, "ada@contoso.example", "Ada");
  private static final String KEY = ADA.key();
  private static final DirectoryErased MARK = new DirectoryErased("ada", "contoso");

  @Test
  void a_mark_takes_the_person_away_and_whatever_comes_after_it() {
    DirectoryBatch batch = new DirectoryBatch(Set.of());
    batch.person(KEY, ADA);
    batch.mark(MARK);
    batch.person(KEY, ADA);

    assertThat(batch.people().get(KEY)).isEmpty();
    assertThat(batch.marks().get(MARK.key())).contains(MARK);
    assertThat(batch.leftOver()).containsEntry(KEY, true);
  }

  @Test
  void a_mark_of_an_earlier_batch_counts_too() {
    DirectoryBatch batch = new DirectoryBatch(Set.of(KEY));
    batch.person(KEY, ADA);

    assertThat(batch.people()).isEmpty();
    assertThat(batch.leftOver()).containsEntry(KEY, true);
  }

  @Test
  void a_tombstone_takes_out_what_was_left_over() {
    DirectoryBatch batch = new DirectoryBatch(Set.of(KEY));
    batch.person(KEY, ADA);
    batch.tombstone(KEY);

    assertThat(batch.people().get(KEY)).isEmpty();
    assertThat(batch.leftOver()).containsEntry(KEY, false);
  }

  @Test
  void only_what_comes_after_the_mark_was_taken_away_is_there_again() {
    DirectoryBatch batch = new DirectoryBatch(Set.of(KEY));
    batch.person(KEY, ADA);
    batch.tombstone(MARK.key());
    assertThat(batch.people()).isEmpty();

    batch.person(KEY, ADA);
    assertThat(batch.people().get(KEY)).contains(ADA);
    assertThat(batch.marks().get(MARK.key())).isEmpty();
  }

  @Test
  void marks_and_people_have_keys_of_their_own() {
    assertThat(List.of(KEY, "ada", "compaction")).noneMatch(DirectoryErased::isKey);
    assertThat(DirectoryErased.isKey(MARK.key())).isTrue();
    assertThat(DirectoryErased.personKey(MARK.key())).isEqualTo(KEY);
  }
}
