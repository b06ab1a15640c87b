package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductNameTest {

  @Test
  void what_was_bought_is_called_as_the_public_orders_call_it() {
    assertThat(ProductName.of("Standard_NV12", "eastus2", Term.P1Y))
        .isEqualTo("Reserved VM Instance, Standard_NV12, US East 2, 1 Year");
  }

  @ParameterizedTest
  @CsvSource({"eastus, US East", "westeurope, EU West", "germanywestcentral, DE West Central"})
  void a_region_is_shown_by_name_and_read_back_from_a_sheet(String arm, String name) {
    assertThat(ProductName.of("Standard_D2s_v5", arm, Term.P3Y)).contains(", " + name + ", ");
    assertThat(Regions.armName(name)).contains(arm);
  }

  @Test
  void a_region_without_a_name_is_shown_as_it_is() {
    assertThat(ProductName.of("Standard_D2s_v5", "marsnorth", Term.P3Y))
        .isEqualTo("Reserved VM Instance, Standard_D2s_v5, marsnorth, 3 Years");
    assertThat(Regions.armName("Mars North")).isEmpty();
  }
}
