package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.log.projection.LogState.PartitionState;
import cloud.reseller.log.projection.PositionTable.Stored;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionCheckTest {

  private static final TopicPartition PARTITION = new TopicPartition("facts", 3);
  private static final Uuid ID = Uuid.randomUuid();

  @Test
  void a_position_from_the_first_record_to_the_end_fits() {
    for (long position : new long[] {5, 7, 9}) {
      assertThatCode(() -> verify(new Stored(ID, position), new PartitionState(ID, 5, 9)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void another_topic_of_the_same_name_does_not() {
    Uuid other = Uuid.randomUuid();
    assertThatThrownBy(() -> verify(new Stored(ID, 7), new PartitionState(other, 0, 9)))
        .isInstanceOf(PositionRefusedException.class)
        .hasMessageStartingWith("projection bills is at facts/3@7 of topic id " + ID)
        .hasMessageContaining("the topic has the id " + other)
        .hasMessageContaining("delete its rows from projection_position");
  }

  @Test
  void a_position_beyond_the_end_does_not() {
    assertThatThrownBy(() -> verify(new Stored(ID, 10), new PartitionState(ID, 0, 9)))
        .isInstanceOf(PositionRefusedException.class)
        .hasMessageContaining("the log ends at 9");
  }

  @Test
  void a_position_before_the_first_record_does_not() {
    assertThatThrownBy(() -> verify(new Stored(ID, 4), new PartitionState(ID, 5, 9)))
        .isInstanceOf(PositionRefusedException.class)
        .hasMessageContaining("the log begins at 5");
  }

  private static void verify(Stored stored, PartitionState log) {
    PositionCheck.verify("bills", Map.of(PARTITION, stored), Map.of(PARTITION, log));
  }
}
