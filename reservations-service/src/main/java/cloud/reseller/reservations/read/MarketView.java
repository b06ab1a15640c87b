package cloud.reseller.reservations.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** The market of a customer. */
@Entity
@Immutable
@Table(name = "markets")
public class MarketView extends PanacheEntityBase {

  @Id public String customerId;
  public String country;

  /** The market in which a customer buys. */
  public static Optional<String> of(String customerId) {
    return MarketView.<MarketView>find("customerId", customerId)
        .firstResultOptional()
        .map(market -> market.country);
  }
}
