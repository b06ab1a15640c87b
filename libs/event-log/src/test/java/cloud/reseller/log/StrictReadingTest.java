package cloud.reseller.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictReadingTest {

  @Test
  void only_committed_records_are_read_and_no_setting_of_the_cluster_changes_that() {
    assertThat(
            StrictReading.settings(
                Map.of(
                    "bootstrap.servers", "broker:9092",
                    "isolation.level", "read_uncommitted",
                    "auto.offset.reset", "latest")))
        .contains(
            entry("bootstrap.servers", "broker:9092"),
            entry("isolation.level", "read_committed"),
            entry("enable.auto.commit", false),
            entry("auto.offset.reset", "none"),
            entry("allow.auto.create.topics", false));
  }
}
