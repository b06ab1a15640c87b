package cloud.reseller.gateway.dashboard;

import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Viewer;
import cloud.reseller.gateway.services.Customer;
import cloud.reseller.gateway.services.PermissionsService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks for the customer that a page is about. */
@RequestScoped
public class CustomerHeads {

  private final PermissionsService permissions;
  private final Viewer viewer;

  @Inject
  CustomerHeads(@RestClient PermissionsService permissions, Viewer viewer) {
    this.permissions = permissions;
    this.viewer = viewer;
  }

  /**
   * Asks for the head of a page of a customer. The page asks for the rest meanwhile.
   *
   * @return waits for the answer, without which there is no page
   */
  public Supplier<CustomerHead> of(String customer, CustomerHead.Page page) {
    return of(customer, Optional.of(page));
  }

  /** Asks for the head of a page that is none of the customer's tabs. */
  public Supplier<CustomerHead> of(String customer) {
    return of(customer, Optional.empty());
  }

  /**
   * The same for a page whose content other services have: it is shown even if the customer's name
   * cannot be had.
   */
  public Supplier<CustomerHead> orUnnamed(String customer, CustomerHead.Page page) {
    var asked = permissions.customer(customer);
    return () ->
        switch (Part.of(asked)) {
          case Part.Missing<Customer> _ ->
              CustomerHead.unnamed(customer, Optional.of(page), viewer);
          case Part<Customer> answered ->
              CustomerHead.of(answered.needed(), Optional.of(page), viewer);
        };
  }

  private Supplier<CustomerHead> of(String customer, Optional<CustomerHead.Page> page) {
    var asked = permissions.customer(customer);
    return () -> CustomerHead.of(Part.of(asked).needed(), page, viewer);
  }
}
