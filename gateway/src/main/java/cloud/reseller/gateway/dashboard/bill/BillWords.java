package cloud.reseller.gateway.dashboard.bill;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the bill. */
@MessageBundle("bill")
public interface BillWords {

  @Message(
      "What was charged in a month (UTC) and is not yet invoiced. You pay it, whichever side"
          + " bought.")
  String billHint();

  @Message("Only admin agents see the bill.")
  String billNotForRole();

  @Message("This month")
  String thisMonth();

  @Message("Last month")
  String previousMonth();

  @Message("Total")
  String total();

  @Message("You pay")
  String youPay();

  @Message("Customers pay")
  String customersPay();

  @Message("By customer")
  String byCustomer();

  @Message("Nothing charged in this month. Each purchase stands here as soon as it is made.")
  String nothingCharged();

  @Message("All customers")
  String billOfAll();

  @Message("Charged")
  String charged();

  @Message("Monthly, payment {number}")
  String instalment(String number);

  @Message("the customer")
  String theCustomer();

  @Message("you")
  String thePartner();
}
