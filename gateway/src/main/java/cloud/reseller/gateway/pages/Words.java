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

  @Message(
      "This cannot be shown now: the service behind it does not answer. The rest of the page is complete.")
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

  @Message(
      "This page failed, and nothing was changed by looking at it. Try again; if it fails again, tell your operator the time.")
  String failedNext();

  @Message("Not available now")
  String unavailable();

  @Message("The service behind this page does not answer. Try again in a moment.")
  String unavailableNext();

  @Message("Not possible")
  String notPossible();

  @Message(
      "The form was not complete or has been open for too long. Go back, reload the page and send it again.")
  String notPossibleNext();

  @Message("Not signed in")
  String notSignedIn();

  @Message("Signing in was not completed, or took too long. Go to the first page to sign in again.")
  String notSignedInNext();

  @Message("Signed out")
  String signedOut();

  @Message("You are signed out.")
  String signedOutEverywhere();

  @Message(
      "You are signed out here. The sign-in service did not answer: close the browser to be signed out there too.")
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

  @Message("No customer’s name or domain begins with “{text}”.")
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

  @Message(
      "{#if others == 1}{name} and 1 other Owner can buy reservations for “{subscription}”. You pay for what they buy.{#else}{name} and {others} other Owners can buy reservations for “{subscription}”. You pay for what they buy.{/if}")
  String canBuyMore(String name, long others, String subscription);

  @Message(
      "{#if owners == 1}1 Owner of {subscriptions} subscriptions can buy reservations. You pay for what is bought.{#else}{owners} Owners of {subscriptions} subscriptions can buy reservations. You pay for what they buy.{/if}")
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
      "From then on {who} can buy reservations without asking you, and you pay for all of it. You are not notified of purchases: they stand in the order history and the activity log.")
  String turnOnConsequence(String who);

  @Message("the customer’s Owners, once there are some,")
  String futureOwners();

  @Message(
      "What was bought stays and goes on being billed. From now on no purchase of the customer is accepted.")
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

  @Message(
      "Before it can be turned on, the customer needs an active Azure plan or Azure Global subscription bought through you.")
  String subscriptionFirst();

  @Message(
      "Somebody changed it while this page was open. Nothing was changed now; this is how it stands.")
  String changedMeanwhile();

  @Message(
      "Not turned on: the customer has no active Azure plan or Azure Global subscription bought through you. Add one first.")
  String notTurnedOnSubscription();

  @Message("Not changed: only admin agents can change this.")
  String notChangedRole();

  @Message(
      "Whether it was changed is unknown: the service did not answer in time. Reload the page to see; sending the same form again changes it once.")
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

  @Message(
      "No subscription yet. Reservations are bought for an Azure plan: add the one you bought for the customer.")
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

  // Reservations of the portal.

  @Message("your partner")
  String yourPartner();

  @Message("Your price")
  String yourPrice();

  @Message(
      "No reservation yet. What you buy, and what is billed to a subscription of which you are Owner, stands here.")
  String noReservationsOfUser();

  @Message("What only your partner can do")
  String onlyPartnerTitle();

  @Message("Exchange a reservation for another one")
  String partnerExchanges();

  @Message("Cancel a reservation before its end")
  String partnerCancels();

  @Message(
      "Renew a reservation at its end. Without that it ends by itself, and usage is billed as you go")
  String partnerRenews();

  @Message("Change the scope that was chosen at the purchase")
  String partnerChangesScope();

  @Message(
      "Ask your partner, with the id of the reservation. None of this can be done here or in the Azure portal.")
  String askPartnerWithId();

  // How old what is shown is.

  @Message("{seconds} s ago")
  String secondsAgo(long seconds);

  @Message("as of {ago}")
  String asOf(String ago);

  @Message("The size cannot be paid for in this way. Choose the other one.")
  String refusedPlan();

  @Message("Instance size flexibility is not possible for this size and scope. Leave it out.")
  String refusedFlexibility();

  @Message("Only reservations for virtual machines are sold.")
  String refusedType();

  // Sessions.

  @Message("Your session has ended")
  String sessionEnded();

  @Message(
      "Nothing was changed. What you entered is kept on this page: sign in in a second window, then come back and send it again.")
  String sessionEndedNext();

  @Message("Sign in (opens a second window)")
  String signInSecondWindow();

  @Message("Send it again")
  String sendFormAgain();

  @Message("You are signed in")
  String signedIn();

  @Message("Close this window and send what you entered again in the other one.")
  String signedInNext();

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

  @Message("Purchases are off")
  String purchasesOff();

  @Message("What")
  String what();

  @Message("How")
  String how();

  @Message("What it costs")
  String whatItCosts();

  @Message("For")
  String forSubscription();

  @Message("Size")
  String size();

  @Message("Part of a name, such as D2s")
  String findSize();

  @Message("Find")
  String find();

  @Message("No size with “{text}” is sold to you.")
  String noSuchSize(String text);

  @Message("{count} vCPU")
  String vCpus(long count);

  @Message("{#if count == 1}sold in 1 region{#else}sold in {count} regions{/if}")
  String regionsSold(long count);

  @Message("Region")
  String region();

  @Message("Quantity")
  String quantity();

  @Message("Term")
  String term();

  @Message("1 year")
  String oneYear();

  @Message("3 years")
  String threeYears();

  @Message("saves {percent} %")
  String savesPercent(String percent);

  @Message("Pay")
  String pay();

  @Message("Monthly")
  String monthly();

  @Message("Upfront")
  String upfront();

  @Message("Scope")
  String scope();

  @Message("Shared: all through your partner")
  String sharedScope();

  @Message("Only {name}")
  String singleScope(String name);

  @Message("Name (optional)")
  String nameOptional();

  @Message("Show the price")
  String showPrice();

  @Message("a month")
  String aMonth();

  @Message("{count} payments")
  String payments(long count);

  @Message("For the whole term")
  String wholeTerm();

  @Message("Pay as you go, same hours")
  String payAsYouGo();

  @Message("Saved")
  String saved();

  @Message("First payment, today")
  String firstPaymentToday();

  @Message("The Azure portal may show another price. You pay your partner’s price.")
  String portalPriceDiffers();

  @Message(
      "Only your partner can exchange, cancel or renew a reservation, or change its scope later.")
  String onlyPartnerLater();

  @Message("Buy for {price}")
  String buyFor(String price);

  @Message("Choose a size and a region to see the price.")
  String chooseSizeFirst();

  @Message("The price cannot be had now. You can try again in a moment.")
  String priceMissing();

  @Message("This cannot be bought: {why}")
  String notSold(String why);

  @Message(
      "You cannot buy yet: you are not an Owner of any subscription that reservations can be bought for.")
  String noOwnerAnywhere();

  @Message("See whom to ask")
  String whoCanMakeOwner();

  @Message(
      "Whether your request arrived is unknown: the log did not answer in time. Nothing is bought twice if you send the same request again.")
  String notPublished();

  @Message("Send the same request again")
  String sendAgain();

  @Message("Give a quantity of 1 or more.")
  String quantityInvalid();

  @Message("Request")
  String request();

  @Message("Waiting for the decision …")
  String waitingForDecision();

  @Message(
      "What became of it is unknown yet. This page shows the decision as soon as there is one. The same request can be sent again and buys once.")
  String waitingLong();

  @Message(
      "The answer cannot be had now: the service behind it does not answer. This page shows the decision as soon as it can. The same request can be sent again and buys once.")
  String waitingMissing();

  @Message("Bought")
  String bought();

  @Message("Not bought")
  String refused();

  @Message("Not decided")
  String parkedTitle();

  @Message(
      "Deciding failed and nothing was bought. An operator looks at it; ask your partner before you try again.")
  String parkedText();

  @Message("{quantity} × {what}, until {until}.")
  String boughtText(String quantity, String what, String until);

  @Message("Your price for the whole term: {price}.")
  String priceOfIt(String price);

  @Message("Order id")
  String orderId();

  @Message("Reservation id")
  String reservationId();

  @Message("Request id")
  String requestId();

  @Message("Decided")
  String decided();

  @Message("Buy another")
  String buyAnother();

  @Message("Change it and send it again")
  String changeAndSend();

  @Message("No request yet. What you ask to buy stands here with what became of it.")
  String noRequests();

  @Message("Outcome")
  String outcome();

  @Message("Why")
  String why();

  @Message(
      "Your partner has not turned on purchases by your company. Ask it to, or ask it to buy for you.")
  String refusedPermission();

  @Message(
      "You are not an Owner of the subscription, and only Owners buy. One of its Owners or your partner can make you one.")
  String refusedOwner();

  @Message("Your company has no such subscription. Choose one of yours.")
  String refusedSubscription();

  @Message(
      "The subscription was not bought through your partner, so it cannot pay for a reservation on it.")
  String refusedNotThroughPartner();

  @Message("Reservations are bought for an Azure plan or Azure Global, and this is neither.")
  String refusedNotUsage();

  @Message(
      "The subscription is suspended or has ended. Your partner can reactivate a suspended one.")
  String refusedInactive();

  @Message("Reservations are not sold in your market.")
  String refusedMarket();

  @Message("There is no price list for your market now. Tell your partner.")
  String refusedNoPrices();

  @Message("This size is not sold. Choose another one.")
  String refusedSize();

  @Message("No reservations are sold for this size. Choose one of a newer series.")
  String refusedExcluded();

  @Message("The size is not sold in this region. Choose another region.")
  String refusedRegion();

  @Message("The size is not sold for this term. Choose another term.")
  String refusedTerm();

  @Message(
      "The price of this size has ended and no new one holds yet. Tell your partner, or choose another size.")
  String refusedPriceGone();

  @Message("The quantity cannot be ordered. Give 1 or more, and not more than one order can hold.")
  String refusedQuantity();

  @Message("The name is too long. Give at most 64 characters.")
  String refusedName();

  @Message("The scope is not one of your subscriptions. Choose a shared scope or one of yours.")
  String refusedScope();

  @Message(
      "This order is above the limit your partner has set for one order. Order less, or ask your partner.")
  String refusedLimitOrder();

  @Message(
      "Today’s purchases would be above the limit your partner has set for a day. Order less, wait for tomorrow (UTC), or ask your partner.")
  String refusedLimitDay();

  @Message(
      "The purchases of the last 30 days would be above the limit your partner has set. Order less, or ask your partner.")
  String refusedLimit30();

  @Message(
      "The limit your partner has set is in another currency, so nothing can be compared with it. Tell your partner.")
  String refusedLimitCurrency();

  @Message("Your company has asked too often within 24 hours. Wait, then send it again.")
  String refusedTooMany();

  @Message("This was bought already, so it was not bought again.")
  String refusedExists();

  @Message("Activity log")
  String activityLog();

  @Message("From")
  String fromDay();

  @Message("To")
  String toDay();

  @Message("Affected customer")
  String affectedCustomer();

  @Message("Date-Time")
  String dateTime();

  @Message("Action")
  String action();

  @Message("Partner user")
  String partnerUser();

  @Message("Older")
  String older();

  @Message("done")
  String done();

  @Message("refused")
  String notDone();

  @Message(
      "Newest first, at most 31 days at once, as far back as 90 days. Days are counted in UTC.")
  String activityHint();

  @Message(
      "Nothing in these days. Every change of a customer stands here, and every attempt that was refused.")
  String noActivity();

  @Message("Order history")
  String orderHistory();

  @Message("Reservations")
  String reservations();

  @Message("Reservation")
  String reservation();

  @Message("Ordered")
  String ordered();

  @Message("Bought by")
  String boughtBy();

  @Message("Cost / price")
  String costAndPrice();

  @Message("Price")
  String price();

  @Message("Ends")
  String ends();

  @Message("Newest")
  String newest();

  @Message("works")
  String works();

  @Message("without a name")
  String withoutName();

  @Message("{name}, customer")
  String ofCustomer(String name);

  @Message("{name}, partner")
  String ofPartner(String name);

  @Message(
      "No order yet. What you buy for the customer and what it buys itself stand here together.")
  String noOrders();

  @Message(
      "No reservation yet. What you buy for the customer and what it buys itself stand here together.")
  String noReservations();
}
