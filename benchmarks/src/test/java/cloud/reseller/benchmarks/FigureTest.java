package cloud.reseller.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void a_figure_is_the_middle_of_its_rounds_whatever_their_order() {
    assertThat(of(9, 1, 4).median()).isEqualTo(4);
  }

  @Test
  void an_even_number_of_rounds_has_its_middle_between_two() {
    assertThat(of(1, 9, 3, 4).median()).isEqualTo(3.5);
  }

  @Test
  void a_figure_names_its_median_and_the_bounds_of_its_rounds() {
    assertThat(of(9, 1, 4).toString()).contains("4.0  (1.0 to 9.0, 3 rounds)");
  }

  private static Figure of(double... rounds) {
    Figure figure = new Figure("requests/s", "%.1f");
    for (double round : rounds) {
      figure.add(round);
    }
    return figure;
  }
}
