package cloud.reseller.kit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.Position;
import cloud.reseller.log.projection.Freshness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataHeadersTest {

  @Test
  void positions_are_written_by_topic_without_those_of_nothing() {
    assertThat(
            DataHeaders.text(
                new Freshness(
                    Optional.empty(),
                    List.of(
                        new Position("directory", 0, 0),
                        new Position("directory", 2, 5),
                        new Position("permission-events", 0, 17),
                        new Position("permission-events", 3, 1),
                        new Position("reservation-events", 1, 0)))))
        .isEqualTo("directory=2:5;permission-events=0:17,3:1");
  }
}
