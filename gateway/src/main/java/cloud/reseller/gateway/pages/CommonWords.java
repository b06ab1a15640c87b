package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words that pages of several features share. */
@MessageBundle("words")
public interface CommonWords {

  @Message("Search customers")
  String searchCustomers();

  @Message("Copy")
  String copy();

  @Message("Details")
  String details();

  @Message("Try again")
  String tryAgain();

  @Message("Next")
  String next();

  @Message("Back to the beginning")
  String first();

  @Message("Pages")
  String paging();

  @Message("Customers")
  String customers();

  @Message("Subscriptions")
  String subscriptions();

  @Message("a person no longer in the directory")
  String erasedPerson();

  @Message("Subscription")
  String subscription();

  @Message("State")
  String state();

  @Message("active")
  String active();

  @Message("suspended")
  String suspended();

  @Message("ended")
  String ended();

  @Message("Buy")
  String buy();

  @Message("Requests")
  String requests();

  @Message("Buy a reservation")
  String buyReservation();

  @Message(
      "Only your partner can exchange, cancel or renew a reservation, or change its scope later.")
  String onlyPartnerLater();

  @Message("Order id")
  String orderId();

  @Message("Reservation id")
  String reservationId();

  @Message("Outcome")
  String outcome();

  @Message("Why")
  String why();

  @Message("Activity log")
  String activityLog();

  @Message("Older")
  String older();

  @Message("Reservations")
  String reservations();

  @Message("Reservation")
  String reservation();

  @Message("Bought by")
  String boughtBy();

  @Message("Ends")
  String ends();

  @Message("Newest")
  String newest();

  @Message("works")
  String works();

  @Message("without a name")
  String withoutName();

  @Message("Price sheets")
  String priceSheets();

  @Message("Bill")
  String bill();

  @Message("Help")
  String help();

  @Message("Services")
  String servicesTitle();

  @Message("All")
  String all();

  @Message("None of this kind.")
  String noneOfThisKind();

  @Message(
      "Whether it was changed is unknown: the service did not answer in time. Reload the page to"
          + " see; sending the same form again changes it once.")
  String changeUnknown();

  @Message("Nothing further.")
  String noFurther();

  @Message("Your role does not allow you to see this.")
  String partRefused();
}
