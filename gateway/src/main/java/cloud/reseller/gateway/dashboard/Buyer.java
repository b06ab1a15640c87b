package cloud.reseller.gateway.dashboard;

import cloud.reseller.gateway.pages.CommonWords;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Origin;
import cloud.reseller.gateway.services.Person;
import java.util.Optional;

/** Who bought something, in words. */
public final class Buyer {

  private Buyer() {}

  /** The person and the side, such as "Olga Berg, customer". */
  public static String words(Optional<Person> by, Origin origin, Words words) {
    DashboardWords dashboardWords = words.of(DashboardWords.class);
    String name = by.flatMap(Person::known).orElse(words.of(CommonWords.class).erasedPerson());
    return switch (origin) {
      case CUSTOMER -> dashboardWords.ofCustomer(name);
      case PARTNER -> dashboardWords.ofPartner(name);
      case OTHER -> name;
    };
  }
}
