package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.Guid;
import cloud.reseller.kit.caller.Caller;
import cloud.reseller.kit.caller.CurrentCaller;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.intake.Admission;
import cloud.reseller.kit.intake.ReceivedInFile;
import cloud.reseller.kit.publicapi.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may publish sheets: the people who run the service, and, for price sheets only, the admin
 * agents of the configured partner, if any. Sheets apply to the customers of all partners.
 */
@Singleton
class PublisherAdmission implements Admission {

  private final CurrentCaller caller;
  private final Optional<String> publisher;

  @Inject
  PublisherAdmission(
      CurrentCaller caller,
      @ConfigProperty(name = "reseller.catalogue.publisher") Optional<String> publisher) {
    this.caller = caller;
    this.publisher = publisher.map(PublisherAdmission::guid);
  }

  /** Fails early: an invalid id would silently let nobody in. */
  private static String guid(String configured) {
    return Guid.parse(configured)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "reseller.catalogue.publisher must be the GUID of one partner, and it is "
                        + configured
                        + ": correct it, or remove it"));
  }

  @Override
  public void admit(Call call) {
    if (call.route().annotation(ReceivedInFile.class).isEmpty()) {
      return;
    }
    boolean mayPublish =
        switch (caller.get()) {
          case Caller.Operator _ -> true;
          case Caller.PartnerAgent agent ->
              call.allowed() && agent.hasAny(Role.ADMIN_AGENT) && isPublisher(agent);
          case Caller.CustomerUser _ -> false;
        };
    if (!mayPublish) {
      throw refused(call);
    }
  }

  private boolean isPublisher(Caller.PartnerAgent agent) {
    return publisher.filter(agent.partnerId()::equals).isPresent();
  }

  private RuntimeException refused(Call call) {
    boolean partnersToo =
        publisher.isPresent() && call.route().allowed().contains(Role.ADMIN_AGENT);
    return ErrorCode.ROLE_LACKS_RIGHTS.because(
        "Only the people who run the service (role "
            + Role.OPERATIONS.claim()
            + ")"
            + (partnersToo ? " and the admin agents of the one partner it named" : "")
            + " may publish this, because it holds for every partner's customers. Ask the operator"
            + " of the service to publish the file.",
        Role.OPERATIONS.claim());
  }
}
