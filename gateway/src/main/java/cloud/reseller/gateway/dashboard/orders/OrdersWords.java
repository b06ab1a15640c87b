package cloud.reseller.gateway.dashboard.orders;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the order history. */
@MessageBundle("orders")
public interface OrdersWords {

  @Message("Ordered")
  String ordered();

  @Message(
      "No order yet. What you buy for the customer and what it buys itself stand here together.")
  String noOrders();

  @Message("Id on the bill")
  String idOnBill();
}
