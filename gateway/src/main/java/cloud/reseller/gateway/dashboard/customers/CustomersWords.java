package cloud.reseller.gateway.dashboard.customers;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the list of customers. */
@MessageBundle("customers")
public interface CustomersWords {

  @Message("Search")
  String search();

  @Message("Country")
  String country();

  @Message("Add a customer")
  String addCustomer();

  @Message("Two letters, such as DE. It decides the market and its currency, and stays.")
  String countryHint();

  @Message("Nobody yet. Customers stand here once you have added them.")
  String noCustomers();

  @Message("No customer’s name or domain begins with “{text}”.")
  String noSuchCustomers(String text);

  @Message("Only admin agents can add customers.")
  String onlyAdminsAddCustomers();
}
