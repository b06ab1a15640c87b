package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.log.Position;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final PermissionCommand SUSPEND = suspend(Optional.empty());
  private static final PermissionCommand REACTIVATE =
      new ReactivateSubscription(FABRIKAM, PLAN, Optional.empty(), BY);
  private static final PermissionCommand DELETE =
      new DeleteSubscription(FABRIKAM, PLAN, Optional.empty(), BY);

  private static final SubscriptionReactivated REACTIVATED =
      new SubscriptionReactivated(FABRIKAM, PLAN, ADMIN);

  @Test
  void a_subscription_is_added_as_it_was_bought() {
    given(fabrikamAdded()).when(addPlan(PLAN, PLAN)).then(planAdded());
  }

  @Test
  void a_subscription_id_is_taken_once() {
    given(fabrikamAdded(), planAdded())
        .when(addPlan(PLAN, NORA))
        .thenRefused(Refusal.SUBSCRIPTION_ALREADY_EXISTS);
  }

  @Test
  void an_entitlement_belongs_to_one_subscription() {
    given(fabrikamAdded(), planAdded())
        .when(addPlan(NORA, PLAN))
        .thenRefused(Refusal.SUBSCRIPTION_ALREADY_EXISTS);
  }

  @Test
  void a_deleted_subscription_keeps_its_id_to_itself() {
    given(fabrikamAdded(), planAdded(), planDeleted())
        .when(addPlan(PLAN, NORA))
        .thenRefused(Refusal.SUBSCRIPTION_ALREADY_EXISTS);
  }

  @Test
  void an_active_subscription_can_be_suspended() {
    given(fabrikamAdded(), planAdded()).when(SUSPEND).then(planSuspended());
  }

  @Test
  void an_active_subscription_cannot_be_reactivated() {
    given(fabrikamAdded(), planAdded())
        .when(REACTIVATE)
        .thenRefused(Refusal.SUBSCRIPTION_NOT_SUSPENDED);
  }

  @Test
  void an_active_subscription_can_be_deleted() {
    given(fabrikamAdded(), planAdded()).when(DELETE).then(planDeleted());
  }

  @Test
  void a_suspended_subscription_cannot_be_suspended_again() {
    given(fabrikamAdded(), planAdded(), planSuspended())
        .when(SUSPEND)
        .thenRefused(Refusal.SUBSCRIPTION_NOT_ACTIVE);
  }

  @Test
  void a_suspended_subscription_can_be_reactivated() {
    given(fabrikamAdded(), planAdded(), planSuspended()).when(REACTIVATE).then(REACTIVATED);
  }

  @Test
  void a_reactivated_subscription_can_be_suspended_again() {
    given(fabrikamAdded(), planAdded(), planSuspended(), REACTIVATED)
        .when(SUSPEND)
        .then(planSuspended());
  }

  @Test
  void a_suspended_subscription_can_be_deleted() {
    given(fabrikamAdded(), planAdded(), planSuspended()).when(DELETE).then(planDeleted());
  }

  @Test
  void a_deleted_subscription_is_gone_for_every_command() {
    for (PermissionCommand command : List.of(SUSPEND, REACTIVATE, DELETE)) {
      given(fabrikamAdded(), planAdded(), planDeleted())
          .when(command)
          .thenRefused(Refusal.SUBSCRIPTION_NOT_FOUND);
    }
  }

  @Test
  void an_unknown_subscription_is_not_found() {
    for (PermissionCommand command : List.of(SUSPEND, REACTIVATE, DELETE)) {
      given(fabrikamAdded()).when(command).thenRefused(Refusal.SUBSCRIPTION_NOT_FOUND);
    }
  }

  @Test
  void the_present_etag_is_where_the_status_was_set() {
    given(fabrikamAdded(), planAdded()).when(suspend(etagOf(1))).then(planSuspended());
    given(fabrikamAdded(), planAdded(), planSuspended(), REACTIVATED)
        .when(suspend(etagOf(3)))
        .then(planSuspended());
  }

  @Test
  void an_outdated_etag_changes_nothing() {
    given(fabrikamAdded(), planAdded(), planSuspended(), REACTIVATED)
        .when(suspend(etagOf(1)))
        .thenRefused(Refusal.ETAG_NOT_VALID, position(3));
    given(fabrikamAdded(), planAdded(), planSuspended())
        .when(new ReactivateSubscription(FABRIKAM, PLAN, etagOf(1), BY))
        .thenRefused(Refusal.ETAG_NOT_VALID, position(2));
    given(fabrikamAdded(), planAdded(), planSuspended())
        .when(new DeleteSubscription(FABRIKAM, PLAN, etagOf(1), BY))
        .thenRefused(Refusal.ETAG_NOT_VALID, position(2));
  }

  @Test
  void an_owner_more_is_no_change_of_the_subscription() {
    given(fabrikamAdded(), planAdded(), ownerAssigned(OLIVIA))
        .when(suspend(etagOf(1)))
        .then(planSuspended());
  }

  private static PermissionCommand suspend(Optional<String> etag) {
    return new SuspendSubscription(FABRIKAM, PLAN, etag, BY);
  }

  private static Optional<String> etagOf(long offset) {
    return Optional.of(ResourceVersion.of(at(offset)));
  }

  private static String position(long offset) {
    return at(offset).toString();
  }

  private static Position at(long offset) {
    return new Position(Scenario.TOPIC, 0, offset);
  }
}
