package cloud.reseller.permissions.read;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.permissions.read.customers.CustomerView;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ViewsIT {

  @Inject DataSource database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
  int most;

  /** Else calls that wait for the log would leave none to what they wait for. */
  @Test
  @ActivateRequestContext
  void who_has_read_a_view_holds_no_connection_while_the_call_goes_on() throws SQLException {
    assertThat(CustomerView.of("none")).isEmpty();
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < most; i++) {
        all.add(database.getConnection());
      }
      assertThat(all).hasSize(most);
    } finally {
      for (Connection one : all) {
        one.close();
      }
    }
  }
}
