package cloud.reseller.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Metrics METRICS =
      new Metrics(
          """
          # HELP projection_lag_seconds
          # TYPE projection_lag_seconds gauge
          projection_lag_seconds{projection="customers-1"} 3.7
          projection_lag_seconds{projection="directory"} NaN
          projection_lag_records{projection="customers-1"} 1.2E3
          inputs_parked_total{service="a"} 2.0
          inputs_parked_total{service="b"} 3.0
          inputs_parked_total_other 9.0
          """);

  @Test
  void a_metric_is_read_for_each_projection() {
    assertThat(METRICS.byProjection("projection_lag_seconds"))
        .isEqualTo(Map.of("customers-1", 3L, "directory", 0L));
    assertThat(METRICS.byProjection("projection_lag_records"))
        .isEqualTo(Map.of("customers-1", 1_200L));
    assertThat(METRICS.byProjection("projection_parked_keys")).isEmpty();
  }

  @Test
  void a_metric_is_added_up_over_its_labels() {
    assertThat(METRICS.sum("inputs_parked_total")).isEqualTo(5);
    assertThat(METRICS.sum("nothing")).isZero();
  }
}
