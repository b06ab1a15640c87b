package cloud.reseller.gateway.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words that several pages of the dashboard share. */
@MessageBundle("dashboard")
public interface DashboardWords {

  @Message("Customer")
  String customer();

  @Message("Company")
  String company();

  @Message("Domain")
  String domain();

  @Message("Market")
  String market();

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

  @Message("Add")
  String add();

  @Message("Show all customers")
  String allCustomers();

  @Message("Account")
  String account();

  @Message("Customer permissions")
  String customerPermissions();

  @Message("Only admin agents can change this.")
  String onlyAdminsChange();

  @Message("Not changed: only admin agents can change this.")
  String notChangedRole();

  @Message("Not changed.")
  String notChanged();

  @Message("Add a subscription")
  String addSubscription();

  @Message("Owners")
  String owners();

  @Message("Show")
  String show();

  @Message("Remove")
  String remove();

  @Message("Name")
  String name();

  @Message("Not added: {why}")
  String notAdded(String why);

  @Message("Order history")
  String orderHistory();

  @Message("Cost / price")
  String costAndPrice();

  @Message("Price")
  String price();

  @Message("{name}, customer")
  String ofCustomer(String name);

  @Message("{name}, partner")
  String ofPartner(String name);

  @Message("Buy for this customer")
  String buyForCustomer();

  @Message("Bought by: anyone")
  String boughtByAnyone();

  @Message("Bought by: the customer")
  String boughtByCustomer();

  @Message("Bought by: you")
  String boughtByPartner();

  @Message("Order")
  String order();

  @Message("Billed to")
  String billedTo();

  @Message("Only admin and sales agents see cost and margin.")
  String costNotForRole();

  @Message("The customer pays")
  String customerPays();

  @Message("Prices and limits")
  String pricesAndLimits();

  @Message("Value")
  String value();

  @Message("Lines")
  String lines();
}
