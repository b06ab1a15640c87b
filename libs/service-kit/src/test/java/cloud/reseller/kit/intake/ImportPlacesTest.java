package cloud.reseller.kit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportPlacesTest {

  private final ImportPlaces places = new ImportPlaces(2);

  @Test
  void one_tenant_gets_as_many_places_as_there_are() {
    assertThat(places.take("a")).isTrue();
    assertThat(places.take("a")).isTrue();
    assertThat(places.take("a")).isFalse();
    assertThat(places.left()).isZero();
    places.leave("a");
    assertThat(places.take("a")).isTrue();
  }

  @Test
  void a_tenant_with_all_places_leaves_one_to_another() {
    places.take("a");
    places.take("a");

    assertThat(places.take("b")).isTrue();
    assertThat(places.take("b")).isFalse();
    assertThat(places.take("c")).isFalse();
    places.leave("a");
    assertThat(places.take("a")).isFalse();
    assertThat(places.take("c")).isTrue();
  }
}
