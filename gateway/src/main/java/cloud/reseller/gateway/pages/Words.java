package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the pages, in English; {@code messages/words_zh.properties} has them in Chinese.
 * What depends on a number or a name is one sentence with a place for it, never pieces of one.
 */
@MessageBundle("words")
public interface Words {

  // The frame.

  @Message("Customer purchase permissions")
  String product();

  @Message("Partner dashboard")
  String dashboard();

  @Message("Customer portal")
  String portal();

  @Message("CSP")
  String csp();

  @Message("Main")
  String mainMenu();

  @Message("Skip to the page")
  String skip();

  @Message("Search customers")
  String searchCustomers();

  @Message("Search")
  String search();

  @Message("Sign out")
  String signOut();

  @Message("Language")
  String language();

  @Message("Times are in UTC.")
  String timesInUtc();

  @Message("admin agent")
  String adminAgent();

  @Message("sales agent")
  String salesAgent();

  @Message("helpdesk agent")
  String helpdeskAgent();

  @Message("operations")
  String operations();

  @Message("Copy")
  String copy();

  @Message("Copied")
  String copied();

  @Message("Details")
  String details();

  @Message("Try again")
  String tryAgain();

  @Message("Cancel")
  String cancel();

  @Message("Next")
  String next();

  @Message("Back to the beginning")
  String first();

  @Message("Pages")
  String paging();

  @Message("This cannot be shown now: the service behind it does not answer. The rest of the page is complete.")
  String partMissing();

  @Message("Your role does not allow you to see this.")
  String partRefused();

  // Times.

  @Message("d MMM uuuu")
  String datePattern();

  @Message("d MMM uuuu, HH:mm")
  String dateTimePattern();

  @Message("just now")
  String justNow();

  @Message("{#if count == 1}1 minute ago{#else}{count} minutes ago{/if}")
  String minutesAgo(long count);

  @Message("{#if count == 1}1 hour ago{#else}{count} hours ago{/if}")
  String hoursAgo(long count);

  // Pages in place of one that cannot be shown.

  @Message("Not allowed")
  String forbidden();

  @Message("Your role does not allow this. Ask an administrator of your company for the role.")
  String forbiddenNext();

  @Message("Not found")
  String notFound();

  @Message("There is no such page, or it is not yours. Check the address.")
  String notFoundNext();

  @Message("Too many requests")
  String tooManyRequests();

  @Message("Too much was asked at once. Wait a minute, then try again.")
  String tooManyRequestsNext();

  @Message("Something failed")
  String failed();

  @Message("This page failed, and nothing was changed by looking at it. Try again; if it fails again, tell your operator the time.")
  String failedNext();

  @Message("Not available now")
  String unavailable();

  @Message("The service behind this page does not answer. Try again in a moment.")
  String unavailableNext();

  @Message("Not possible")
  String notPossible();

  @Message("The form was not complete or has been open for too long. Go back, reload the page and send it again.")
  String notPossibleNext();

  @Message("Signed out")
  String signedOut();

  @Message("You are signed out.")
  String signedOutEverywhere();

  @Message("You are signed out here. The sign-in service did not answer: close the browser to be signed out there too.")
  String signedOutHere();

  @Message("Sign in again")
  String signInAgain();

  @Message("Go to the first page")
  String toStart();

  // Customers.

  @Message("Customers")
  String customers();

  @Message("Customer")
  String customer();

  @Message("Company")
  String company();

  @Message("Domain")
  String domain();

  @Message("Market")
  String market();

  @Message("Country")
  String country();

  @Message("Customer id")
  String customerId();

  @Message("Azure subscription")
  String azureSubscription();

  @Message("Owner")
  String owner();

  @Message("Permission")
  String permission();

  @Message("has one")
  String has();

  @Message("missing")
  String missing();

  @Message("on")
  String isOn();

  @Message("off")
  String isOff();

  @Message("Add a customer")
  String addCustomer();

  @Message("Add")
  String add();

  @Message("Two letters, such as DE. It decides the market and its currency, and stays.")
  String countryHint();

  @Message("Nobody yet. Customers stand here once you have added them.")
  String noCustomers();

  @Message("No customer's name or domain begins with “{text}”.")
  String noSuchCustomers(String text);

  @Message("Show all customers")
  String allCustomers();

  @Message("Only admin agents can add customers.")
  String onlyAdminsAddCustomers();

  // The tabs of a customer.

  @Message("Account")
  String account();

  @Message("Subscriptions")
  String subscriptions();

  // Account.

  @Message("Customer permissions")
  String customerPermissions();

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

  @Message("{#if others == 1}{name} and 1 other Owner can buy reservations for “{subscription}”. You pay for what they buy.{#else}{name} and {others} other Owners can buy reservations for “{subscription}”. You pay for what they buy.{/if}")
  String canBuyMore(String name, long others, String subscription);

  @Message("{#if owners == 1}1 Owner of {subscriptions} subscriptions can buy reservations. You pay for what is bought.{#else}{owners} Owners of {subscriptions} subscriptions can buy reservations. You pay for what they buy.{/if}")
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

  @Message("From then on {who} can buy reservations without asking you, and you pay for all of it. You are not notified of purchases: they stand in the order history and the activity log.")
  String turnOnConsequence(String who);

  @Message("the customer's Owners, once there are some,")
  String futureOwners();

  @Message("What was bought stays and goes on being billed. From now on no purchase of the customer is accepted.")
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

  @Message("Only admin agents can change this.")
  String onlyAdminsChange();

  @Message("Before it can be turned on, the customer needs an active Azure plan or Azure Global subscription bought through you.")
  String subscriptionFirst();

  @Message("Somebody changed it while this page was open. Nothing was changed now; this is how it stands.")
  String changedMeanwhile();

  @Message("Not turned on: the customer has no active Azure plan or Azure Global subscription bought through you. Add one first.")
  String notTurnedOnSubscription();

  @Message("Not changed: only admin agents can change this.")
  String notChangedRole();

  @Message("Whether it was changed is unknown: the service did not answer in time. Reload the page to see; sending the same form again changes it once.")
  String changeUnknown();

  @Message("Not changed.")
  String notChanged();

  @Message("{name} (Azure plan)")
  String azurePlan(String name);

  @Message("{#if count == 1}{first} and 1 more{#else}{first} and {count} more{/if}")
  String andMore(String first, long count);

  @Message("Add a subscription")
  String addSubscription();

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

  @Message("since {when}")
  String sinceWhen(String when);

  @Message("Never turned on.")
  String neverOn();

  @Message("History")
  String history();

  @Message("On by {name} · {when}")
  String onBy(String name, String when);

  @Message("Off by {name} · {when}")
  String offBy(String name, String when);

  @Message("a person no longer in the directory")
  String erasedPerson();

  // Subscriptions.

  @Message("Subscription")
  String subscription();

  @Message("Offer")
  String offer();

  @Message("Owners")
  String owners();

  @Message("State")
  String state();

  @Message("All")
  String all();

  @Message("Billed by usage")
  String usageBased();

  @Message("Licences")
  String licences();

  @Message("Show")
  String show();

  @Message("active")
  String active();

  @Message("suspended")
  String suspended();

  @Message("ended")
  String ended();

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

  @Message("Remove")
  String remove();

  @Message("Remove the Owner role of {name} on {subscription}")
  String removeOwnerOf(String name, String subscription);

  @Message("Make Owner")
  String makeOwner();

  @Message("Make a user Owner of {subscription}")
  String makeOwnerOf(String subscription);

  @Message("Choose a user")
  String chooseUser();

  @Message("Every user of the customer is Owner already.")
  String everybodyOwner();

  @Message("No subscription yet. Reservations are bought for an Azure plan: add the one you bought for the customer.")
  String noSubscriptions();

  @Message("None of this kind.")
  String noneOfThisKind();

  @Message("Name")
  String name();

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

  @Message("Not added: {why}")
  String notAdded(String why);

  @Message("Only admin and sales agents can add subscriptions.")
  String onlyAgentsAddSubscriptions();

  // Portal.

  @Message("Buy")
  String buy();

  @Message("Requests")
  String requests();

  @Message("You are an Owner and can buy reservations for it.")
  String youAreOwner();

  @Message("You are an Owner. Your partner has not turned on purchases: ask it to.")
  String youAreOwnerOff();

  @Message("You are not an Owner. {names} can make you one, and so can your partner.")
  String askOwners(String names);

  @Message("You are not an Owner. Nobody is: ask your partner to make you one.")
  String askPartner();

  @Message("Buy a reservation")
  String buyReservation();

  @Message("No reservations can be bought for it.")
  String notReservable();

  @Message("Your company has no subscription yet. Ask your partner for an Azure plan.")
  String noSubscriptionsOfUser();
}
