package cloud.reseller.gateway.dashboard.account;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a customer's account. */
@MessageBundle("account")
public interface AccountWords {

  @Message("Cancel")
  String cancel();

  @Message("Customer id")
  String customerId();

  @Message("Azure reservations")
  String azureReservations();

  @Message("Allow customer to purchase")
  String allowCustomerToPurchase();

  @Message("On")
  String on();

  @Message("Off")
  String off();

  @Message("{name} can buy reservations for “{subscription}”. You pay for what is bought.")
  String canBuyOne(String name, String subscription);

  @Message(
      "{#if others == 1}{name} and 1 other Owner can buy reservations for “{subscription}”. You pay"
          + " for what they buy.{#else}{name} and {others} other Owners can buy reservations for"
          + " “{subscription}”. You pay for what they buy.{/if}")
  String canBuyMore(String name, long others, String subscription);

  @Message(
      "{#if owners == 1}1 Owner of {subscriptions} subscriptions can buy reservations. You pay for"
          + " what is bought.{#else}{owners} Owners of {subscriptions} subscriptions can buy"
          + " reservations. You pay for what they buy.{/if}")
  String canBuyMany(long owners, long subscriptions);

  @Message("Nobody can buy yet: the customer has no Owner.")
  String nobodyOwner();

  @Message("Nobody can buy: the customer has no active Azure subscription bought through you.")
  String nobodySubscription();

  @Message("The customer cannot buy. You can buy on its behalf.")
  String cannotBuy();

  @Message("Turn on for {customer}?")
  String turnOnTitle(String customer);

  @Message("Turn off for {customer}?")
  String turnOffTitle(String customer);

  @Message(
      "From then on {who} can buy reservations without asking you, and you pay for all of it. You"
          + " are not notified of purchases: they stand in the order history and the activity log.")
  String turnOnConsequence(String who);

  @Message("the customer’s Owners, once there are some,")
  String futureOwners();

  @Message(
      "What was bought stays and goes on being billed. From now on no purchase of the customer is"
          + " accepted.")
  String turnOffConsequence();

  @Message("Reason (optional)")
  String reason();

  @Message("It is kept in the log and shown in the history. Do not name people.")
  String reasonHint();

  @Message("Turn on")
  String turnOn();

  @Message("Turn off")
  String turnOff();

  @Message("Turning on …")
  String turningOn();

  @Message("Turning off …")
  String turningOff();

  @Message(
      "Before it can be turned on, the customer needs an active Azure plan or Azure Global"
          + " subscription bought through you.")
  String subscriptionFirst();

  @Message(
      "Somebody changed it while this page was open. Nothing was changed now; this is how it"
          + " stands.")
  String changedMeanwhile();

  @Message(
      "Not turned on: the customer has no active Azure plan or Azure Global subscription bought"
          + " through you. Add one first.")
  String notTurnedOnSubscription();

  @Message("{#if count == 1}{first} and 1 more{#else}{first} and {count} more{/if}")
  String andMore(String first, long count);

  @Message("Manage subscriptions")
  String manageSubscriptions();

  @Message("Add an Owner")
  String addOwner();

  @Message("{#if count == 1}1 person{#else}{count} people{/if}")
  String people(long count);

  @Message("An Owner is needed to buy, not to turn the permission on.")
  String ownerNeededToBuy();

  @Message("by {name}, {when}")
  String byWhen(String name, String when);

  @Message("Never turned on.")
  String neverOn();

  @Message("History")
  String history();

  @Message("On by {name} · {when}")
  String onBy(String name, String when);

  @Message("Off by {name} · {when}")
  String offBy(String name, String when);

  @Message("What was done for this customer")
  String activityOfCustomer();

  @Message("People")
  String peopleTitle();

  @Message(
      "Nobody yet. People of the customer stand here once they are added, and can then be made"
          + " Owners.")
  String noPeople();

  @Message("and more")
  String morePeople();

  @Message("Add a person")
  String addPerson();

  @Message("Sign-in name")
  String signInName();

  @Message("Not added: the customer has somebody with this sign-in name.")
  String personExists();

  @Message("Only admin agents add people.")
  String onlyAdminsAddPeople();
}
