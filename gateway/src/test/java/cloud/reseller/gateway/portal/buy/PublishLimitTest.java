package cloud.reseller.gateway.portal.buy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishLimitTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_person_publishes_so_many_within_an_hour_and_nobody_else_is_concerned() {
    PublishLimit limit = new PublishLimit(2);

    assertThat(limit.take("anna", NOW)).isTrue();
    assertThat(limit.take("anna", NOW)).isTrue();
    assertThat(limit.take("anna", NOW.plusSeconds(60))).isFalse();
    assertThat(limit.take("ben", NOW.plusSeconds(60))).isTrue();
    assertThat(limit.take("anna", NOW.plus(Duration.ofMinutes(61)))).isTrue();
  }
}
