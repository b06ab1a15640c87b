package cloud.reseller.gateway.dashboard;

import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Person;
import java.util.Optional;

/** Who bought something, in words. */
public final class Buyer {

  private Buyer() {}

  /**
   * The person and the side, such as "Olga Berg, customer".
   *
   * @param origin customer or partner
   */
  public static String words(Optional<Person> by, String origin, Words words) {
    String name =
        by.flatMap(person -> person.displayName().or(person::userPrincipalName))
            .orElse(words.erasedPerson());
    return origin.equals("customer") ? words.ofCustomer(name) : words.ofPartner(name);
  }
}
