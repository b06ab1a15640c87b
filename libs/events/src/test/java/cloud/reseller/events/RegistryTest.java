package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryTest {

  @Test
  void every_fact_request_and_outcome_has_a_name() {
    List<String> expected = new ArrayList<>();
    Stream.concat(records(Event.class), records(PurchaseOutcome.class))
        .distinct()
        .map(type -> type.getSimpleName() + ".v1")
        .forEach(expected::add);
    expected.add("DirectoryUser.v1");
    expected.add("DirectoryErased.v1");
    expected.add("DirectoryAnswer.v1");
    expected.add("PurchaseReservation.v1");
    assertThat(EventJson.typeNames()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void every_name_has_an_approved_file() {
    assertThat(Approved.names()).containsAll(EventJson.typeNames());
  }

  @Test
  void a_type_outside_the_language_is_not_written() {
    assertThatThrownBy(() -> EventJson.write("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a published type");
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(RegistryTest::records)
        : Stream.of(type);
  }
}
