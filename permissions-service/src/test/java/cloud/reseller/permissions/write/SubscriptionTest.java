package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.permissions.write.PermissionCommand.DeleteSubscription;
import cloud.reseller.permissions.write.PermissionCommand.ReactivateSubscription;
import cloud.reseller.permissions.write.PermissionCommand.SuspendSubscription;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final PermissionCommand SUSPEND = new SuspendSubscription(FABRIKAM, PLAN, BY);
  private static final PermissionCommand REACTIVATE =
      new ReactivateSubscription(FABRIKAM, PLAN, BY);
  private static final PermissionCommand DELETE = new DeleteSubscription(FABRIKAM, PLAN, BY);

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
}
