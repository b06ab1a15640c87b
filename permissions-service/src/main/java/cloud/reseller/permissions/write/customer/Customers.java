package cloud.reseller.permissions.write.customer;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;

/** Decides whether a customer is added. */
public final class Customers {

  private Customers() {}

  /** Only a partner can add a customer; for anybody else the customer stays unknown. */
  public static Verdict decide(AddCustomer command) {
    return command.by().byCustomer()
        ? Verdict.refused(Refusal.CUSTOMER_UNKNOWN)
        : Verdict.granted(
            new CustomerAdded(
                command.customerId(),
                command.by().tenantId(),
                command.companyName(),
                command.domain(),
                command.country(),
                command.by().actor()));
  }
}
