package cloud.reseller.gateway.dashboard.account;

import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.Person;
import java.util.List;

/**
 * The people of a customer, who can be made Owners.
 *
 * @param missing whether they cannot be had
 * @param more whether there are more than are shown
 * @param mayAdd whether the viewer may add people
 */
record People(boolean missing, List<One> rows, boolean more, boolean mayAdd, Form form) {

  /** A person. */
  record One(String name, String signInName) {}

  /**
   * The form to add a person.
   *
   * @param problem why it was not taken
   */
  record Form(String name, String signInName, FormProblem problem) {

    static Form empty() {
      return new Form("", "", FormProblem.none());
    }
  }

  static People of(Part<Items<Person>> asked, boolean mayAdd, Form form) {
    Items<Person> people = asked.orElse(Items.none());
    return new People(
        !asked.isHad(),
        people.items().stream()
            .map(one -> new One(one.name(), one.userPrincipalName().orElse("")))
            .toList(),
        people.continuationToken().isPresent(),
        mayAdd,
        form);
  }
}
