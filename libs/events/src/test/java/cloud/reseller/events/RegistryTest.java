package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final Set<String> OF_SECOND_VERSION =
      Set.of("PriceSheetLine", "PriceSheetPublished", "FlexibilityRatiosPublished");

  @Test
  void every_fact_request_and_outcome_has_a_name() {
    List<String> expected = new ArrayList<>();
    Stream.concat(records(Event.class), records(PurchaseOutcome.class))
        .distinct()
        .map(RegistryTest::name)
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

  /** The record of a superseded version has the version in its name. */
  private static String name(Class<?> type) {
    String name = type.getSimpleName();
    if (name.endsWith("V1")) {
      return name.substring(0, name.length() - 2) + ".v1";
    }
    return name + (OF_SECOND_VERSION.contains(name) ? ".v2" : ".v1");
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(RegistryTest::records)
        : Stream.of(type);
  }
}
