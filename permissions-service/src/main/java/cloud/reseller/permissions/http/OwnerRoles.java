package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.kit.DeterministicIds;
import cloud.reseller.kit.command.CommandGateway;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.runtime.LogRuntime;
import cloud.reseller.permissions.directory.Directory;
import cloud.reseller.permissions.read.owners.OwnerView;
import cloud.reseller.permissions.write.PermissionCommand;
import cloud.reseller.permissions.write.PermissionCommand.RemoveOwner;
import cloud.reseller.permissions.write.Refusal;
import cloud.reseller.permissions.write.Requester;
import cloud.reseller.topics.Topics;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/**
 * Prevents an erased person from being Owner, although roles and people are in two different
 * topics. An assignment writes the role and then checks for the person; an erasure writes the
 * erasure and then checks for roles. Each check covers everything that was written before it, so if
 * the two race, at least one sees the other and ends the role.
 */
@RequestScoped
class OwnerRoles {

  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  /** Refusals meaning that the role has already been ended. */
  private static final Set<String> ENDED =
      Set.of(
          PermissionCommands.publicCode(Refusal.OWNER_NOT_FOUND),
          PermissionCommands.publicCode(Refusal.SUBSCRIPTION_NOT_FOUND));

  private final CommandGateway<PermissionCommand> commands;
  private final Directory directory;
  private final LogRuntime log;

  @Inject
  OwnerRoles(CommandGateway<PermissionCommand> commands, Directory directory, LogRuntime log) {
    this.commands = commands;
    this.directory = directory;
    this.log = log;
  }

  /** Ends the roles that the view shows. */
  void end(String customerId, String userId, Requester by) {
    for (OwnerView.Role role : OwnerView.ofUser(customerId, userId)) {
      // The id contains the role's position in the log: a retry gets the same id, a later role a
      // new one.
      String place = role.subscriptionId() + "/" + role.partition() + "/" + role.recordOffset();
      commands.sendUnless(
          ENDED,
          new RemoveOwner(customerId, role.subscriptionId(), userId, by),
          DeterministicIds.uuid5(customerId, place, commands.requestId()).toString(),
          OwnerRemoved.class);
    }
  }

  /**
   * Ends every role of a person who is not in the directory, including those that are only in the
   * log yet.
   *
   * @return whether the person is in the directory
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if the views do not catch up in time;
   *     repeating the request continues from there
   */
  boolean known(String customerId, String userId, Requester by) {
    if (directory.has(customerId, userId)) {
      return true;
    }
    log.awaitViews(Topics.PERMISSION_EVENTS, customerId, WITHIN, OwnerRoles::late);
    end(customerId, userId, by);
    return false;
  }

  private static RuntimeException late() {
    return ErrorCode.UNAVAILABLE
        .because(
            "The person is erased, but it could not be established in time whether an Owner role"
                + " is left. Repeat"
                + " the request with the same MS-RequestId after the time in Retry-After.",
            "userId")
        .retryAfter(COME_BACK);
  }

  /** Whether the view shows any role. */
  static boolean any(String customerId, String userId) {
    return !OwnerView.ofUser(customerId, userId).isEmpty();
  }
}
