package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.write.PermissionCommand.CreatePermission;
import cloud.reseller.permissions.write.PermissionCommand.UpdatePermission;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionTest {

  /** The etag of a permission that the third event turned on. */
  private static final String ETAG = etag(2);

  @Test
  void the_permission_is_turned_on_for_a_customer_with_an_azure_plan_and_no_owner() {
    given(fabrikamAdded(), planAdded()).when(turnOn()).then(turnedOn());
  }

  @Test
  void an_azure_global_subscription_does_too() {
    given(fabrikamAdded(), subscriptionAdded(Offer.AZURE_GLOBAL, BillingType.USAGE, true))
        .when(turnOn())
        .then(turnedOn());
  }

  @Test
  void without_any_subscription_the_permission_stays_off() {
    given(fabrikamAdded()).when(turnOn()).thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void a_licence_does_not_qualify() {
    given(fabrikamAdded(), subscriptionAdded(Offer.LICENSE, BillingType.LICENSE, true))
        .when(turnOn())
        .thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void an_azure_subscription_that_is_not_usage_based_does_not_qualify() {
    given(fabrikamAdded(), subscriptionAdded(Offer.AZURE_PLAN, BillingType.LICENSE, true))
        .when(turnOn())
        .thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void an_azure_plan_bought_elsewhere_does_not_qualify() {
    given(fabrikamAdded(), subscriptionAdded(Offer.AZURE_PLAN, BillingType.USAGE, false))
        .when(turnOn())
        .thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void a_suspended_plan_does_not_qualify() {
    given(fabrikamAdded(), planAdded(), planSuspended())
        .when(turnOn())
        .thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void a_reactivated_plan_qualifies_again() {
    given(
            fabrikamAdded(),
            planAdded(),
            planSuspended(),
            new SubscriptionReactivated(FABRIKAM, PLAN, ADMIN))
        .when(turnOn())
        .then(turnedOn());
  }

  @Test
  void a_deleted_plan_does_not_qualify() {
    given(fabrikamAdded(), planAdded(), planDeleted())
        .when(turnOn())
        .thenRefused(Refusal.NO_QUALIFYING_SUBSCRIPTION);
  }

  @Test
  void turning_on_what_is_on_is_a_conflict() {
    given(fabrikamAdded(), planAdded(), turnedOn())
        .when(turnOn())
        .thenRefused(Refusal.PERMISSION_ALREADY_EXISTS, "permission-events/0@2");
  }

  @Test
  void a_permission_names_a_product() {
    given(fabrikamAdded(), planAdded())
        .when(new CreatePermission(FABRIKAM, Set.of(), "", BY))
        .thenRefused(Refusal.NO_PRODUCT);
  }

  @Test
  void a_customer_of_another_partner_is_unknown() {
    given(fabrikamAdded(), planAdded())
        .when(new CreatePermission(FABRIKAM, RESERVATIONS, "", BY_OTHER_PARTNER))
        .thenRefused(Refusal.CUSTOMER_UNKNOWN);
  }

  @Test
  void an_unknown_customer_is_unknown() {
    given().when(turnOn()).thenRefused(Refusal.CUSTOMER_UNKNOWN);
  }

  @Test
  void a_customer_does_not_give_itself_the_permission() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(new CreatePermission(FABRIKAM, RESERVATIONS, "", BY_OLIVIA))
        .thenRefused(Refusal.NOT_ALLOWED);
  }

  @Test
  void the_permission_is_turned_off() {
    given(fabrikamAdded(), planAdded(), turnedOn())
        .when(turnOff(Optional.empty()))
        .then(turnedOff());
  }

  @Test
  void the_permission_is_turned_off_after_the_last_subscription_ended() {
    given(fabrikamAdded(), planAdded(), turnedOn(), planDeleted())
        .when(turnOff(Optional.empty()))
        .then(turnedOff());
  }

  @Test
  void the_permission_is_turned_off_on_the_condition_of_its_etag() {
    given(fabrikamAdded(), planAdded(), turnedOn())
        .when(turnOff(Optional.of(ETAG)))
        .then(turnedOff());
  }

  @Test
  void the_permission_is_not_turned_off_on_the_condition_of_an_old_etag() {
    given(fabrikamAdded(), planAdded(), turnedOn(), changed())
        .when(turnOff(Optional.of(ETAG)))
        .thenRefused(Refusal.ETAG_NOT_VALID, "permission-events/0@3");
  }

  @Test
  void turning_off_what_was_never_on_finds_nothing() {
    given(fabrikamAdded(), planAdded())
        .when(turnOff(Optional.empty()))
        .thenRefused(Refusal.PERMISSION_NOT_FOUND);
  }

  @Test
  void turning_off_what_is_off_finds_nothing() {
    given(fabrikamAdded(), planAdded(), turnedOn(), turnedOff())
        .when(turnOff(Optional.empty()))
        .thenRefused(Refusal.PERMISSION_NOT_FOUND);
  }

  @Test
  void what_was_turned_off_can_be_turned_on_again() {
    given(fabrikamAdded(), planAdded(), turnedOn(), turnedOff()).when(turnOn()).then(turnedOn());
  }

  @Test
  void the_permission_is_changed_with_its_etag() {
    given(fabrikamAdded(), planAdded(), turnedOn()).when(change(ETAG)).then(changed());
  }

  @Test
  void a_changed_permission_has_a_new_etag() {
    given(fabrikamAdded(), planAdded(), turnedOn(), changed())
        .when(change(etag(3)))
        .then(changed());
  }

  @Test
  void a_permission_turned_on_again_has_a_new_etag_though_all_else_is_the_same() {
    given(fabrikamAdded(), planAdded(), turnedOn(), turnedOff(), turnedOn())
        .when(change(ETAG))
        .thenRefused(Refusal.ETAG_NOT_VALID, "permission-events/0@4");
  }

  @Test
  void the_permission_is_not_changed_with_an_old_etag() {
    given(fabrikamAdded(), planAdded(), turnedOn(), changed())
        .when(change(ETAG))
        .thenRefused(Refusal.ETAG_NOT_VALID, "permission-events/0@3");
  }

  @Test
  void a_change_names_a_product() {
    given(fabrikamAdded(), planAdded(), turnedOn())
        .when(new UpdatePermission(FABRIKAM, Set.of(), ETAG, "", BY))
        .thenRefused(Refusal.NO_PRODUCT);
  }

  @Test
  void what_is_off_cannot_be_changed() {
    given(fabrikamAdded(), planAdded())
        .when(change(ETAG))
        .thenRefused(Refusal.PERMISSION_NOT_FOUND);
  }

  private static String etag(long offset) {
    return ResourceVersion.of(new Position(Scenario.TOPIC, 0, offset));
  }
}
