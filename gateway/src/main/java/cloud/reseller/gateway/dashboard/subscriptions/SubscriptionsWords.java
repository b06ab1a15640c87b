package cloud.reseller.gateway.dashboard.subscriptions;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a customer's subscriptions. */
@MessageBundle("subscriptions")
public interface SubscriptionsWords {

  @Message("Offer")
  String offer();

  @Message("Billed by usage")
  String usageBased();

  @Message("Licences")
  String licences();

  @Message("reservations can be bought for it")
  String reservable();

  @Message("not through you")
  String notThroughPartner();

  @Message("Manage")
  String manage();

  @Message("Manage {name} in the Azure portal")
  String manageInPortal(String name);

  @Message("Nobody")
  String nobody();

  @Message("Remove the Owner role of {name} on {subscription}")
  String removeOwnerOf(String name, String subscription);

  @Message("Make Owner")
  String makeOwner();

  @Message("Make a user Owner of {subscription}")
  String makeOwnerOf(String subscription);

  @Message("Choose a user")
  String chooseUser();

  @Message(
      "No subscription yet. Reservations are bought for an Azure plan: add the one you bought for"
          + " the customer.")
  String noSubscriptions();

  @Message("Azure plan")
  String azurePlanOffer();

  @Message("Azure Global (MS-AZR-0145P)")
  String azureGlobalOffer();

  @Message("Azure subscription id")
  String azureSubscriptionId();

  @Message("Left empty, a new one is made.")
  String azureSubscriptionIdHint();

  @Message("Not added: you have another customer with this Azure subscription id.")
  String subscriptionExists();

  @Message("Only admin and sales agents can add subscriptions.")
  String onlyAgentsAddSubscriptions();
}
