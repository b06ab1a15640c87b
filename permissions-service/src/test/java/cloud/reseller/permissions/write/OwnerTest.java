package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import org.junit.jupiter.api.Test;

class OwnerTest {

  @Test
  void the_partner_makes_a_user_owner_of_one_subscription() {
    given(fabrikamAdded(), planAdded()).when(assignOwner(OLIVIA, BY)).then(ownerAssigned(OLIVIA));
  }

  @Test
  void a_licence_cannot_have_an_owner_since_rule_set_3() {
    given(fabrikamAdded(), licenceAdded())
        .when(assignOwner(OLIVIA, BY))
        .thenRefused(Refusal.OWNER_NOT_POSSIBLE);
    given(fabrikamAdded(), licenceAdded())
        .whenUnder(2, assignOwner(OLIVIA, BY))
        .then(ownerAssigned(OLIVIA));
    given(fabrikamAdded(), licenceAdded(), ownerAssigned(OLIVIA))
        .when(new RemoveOwner(FABRIKAM, PLAN, OLIVIA, BY))
        .then(new OwnerRemoved(FABRIKAM, PLAN, OLIVIA, ADMIN));
  }

  @Test
  void an_owner_makes_another_user_owner() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(assignOwner(NORA, BY_OLIVIA))
        .then(new OwnerAssigned(FABRIKAM, PLAN, NORA, BY_OLIVIA.actor()));
  }

  @Test
  void a_user_without_owner_makes_nobody_owner() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(NORA))
        .when(assignOwner(OLIVIA, BY_OLIVIA))
        .thenRefused(Refusal.REQUESTER_NOT_OWNER);
  }

  @Test
  void an_owner_of_the_past_makes_nobody_owner() {
    given(
            fabrikamAdded(),
            planAdded(),
            ownerAssigned(OLIVIA),
            new OwnerRemoved(FABRIKAM, PLAN, OLIVIA, ADMIN))
        .when(assignOwner(NORA, BY_OLIVIA))
        .thenRefused(Refusal.REQUESTER_NOT_OWNER);
  }

  @Test
  void a_user_of_another_customer_does_not_learn_that_the_customer_exists() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(assignOwner(NORA, BY_STRANGER))
        .thenRefused(Refusal.CUSTOMER_UNKNOWN);
  }

  @Test
  void owner_is_assigned_once() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(assignOwner(OLIVIA, BY))
        .thenRefused(Refusal.OWNER_ALREADY_ASSIGNED);
  }

  @Test
  void a_suspended_subscription_still_takes_owners() {
    given(fabrikamAdded(), planAdded(), planSuspended())
        .when(assignOwner(OLIVIA, BY))
        .then(ownerAssigned(OLIVIA));
  }

  @Test
  void a_deleted_subscription_takes_no_owner() {
    given(fabrikamAdded(), planAdded(), planDeleted())
        .when(assignOwner(OLIVIA, BY))
        .thenRefused(Refusal.SUBSCRIPTION_NOT_FOUND);
  }

  @Test
  void the_partner_takes_the_role_away() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(new RemoveOwner(FABRIKAM, PLAN, OLIVIA, BY))
        .then(new OwnerRemoved(FABRIKAM, PLAN, OLIVIA, ADMIN));
  }

  @Test
  void an_owner_takes_the_role_from_nobody() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA), ownerAssigned(NORA))
        .when(new RemoveOwner(FABRIKAM, PLAN, NORA, BY_OLIVIA))
        .thenRefused(Refusal.NOT_ALLOWED);
  }

  @Test
  void a_role_nobody_has_cannot_be_taken_away() {
    given(fabrikamAdded(), planAdded())
        .when(new RemoveOwner(FABRIKAM, PLAN, OLIVIA, BY))
        .thenRefused(Refusal.OWNER_NOT_FOUND);
  }
}
