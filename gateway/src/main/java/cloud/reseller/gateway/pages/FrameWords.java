package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame around every page, and of times. */
@MessageBundle("frame")
public interface FrameWords {

  @Message("Customer purchase permissions")
  String product();

  @Message("Partner dashboard")
  String dashboard();

  @Message("Customer portal")
  String portal();

  @Message("CSP")
  String csp();

  @Message("Main")
  String mainMenu();

  @Message("Single-key shortcuts (/ searches)")
  String singleKeys();

  @Message("on")
  String keysOn();

  @Message("off")
  String keysOff();

  @Message("Skip to the page")
  String skip();

  @Message("Sign out")
  String signOut();

  @Message("admin agent")
  String adminAgent();

  @Message("sales agent")
  String salesAgent();

  @Message("helpdesk agent")
  String helpdeskAgent();

  @Message("operations")
  String operations();

  @Message("Copied")
  String copied();

  @Message("This cannot be shown now: the service behind it does not answer.")
  String partMissing();

  @Message("d MMM uuuu")
  String datePattern();

  @Message("d MMM uuuu, HH:mm")
  String dateTimePattern();

  @Message("just now")
  String justNow();

  @Message("{#if count == 1}1 minute ago{#else}{count} minutes ago{/if}")
  String minutesAgo(long count);

  @Message("{#if count == 1}1 hour ago{#else}{count} hours ago{/if}")
  String hoursAgo(long count);

  @Message("{seconds} s ago")
  String secondsAgo(long seconds);

  @Message("as of {ago}")
  String asOf(String ago);
}
