package cloud.reseller.permissions.write.customer;

import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.permissions.write.PermissionCommand.AddCustomer;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Verdict;

/** Decides who is taken on as a customer. */
public final class Customers {

  private Customers() {}

  /** Only a partner takes on a customer; to anybody else it stays unknown. */
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
