package cloud.reseller.gateway.operations;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page for operations. */
@MessageBundle("operations")
public interface OperationsWords {

  @Message("As the instance of each service that answered sees itself.")
  String servicesHint();

  @Message("Service")
  String service();

  @Message("not ready")
  String notReady();

  @Message("does not answer")
  String doesNotAnswer();

  @Message("Requests not decided")
  String inputsParked();

  @Message("Views")
  String views();

  @Message("View")
  String view();

  @Message("Records behind")
  String recordsBehind();

  @Message("Parked")
  String parkedKeys();

  @Message("{#if count == 1}1 key waits for you{#else}{shown} keys wait for you{/if}")
  String keysParked(long count, String shown);

  @Message("stopped")
  String notRunning();

  @Message("level with the log")
  String level();

  @Message("{#if count == 1}1 second behind{#else}{shown} seconds behind{/if}")
  String secondsBehind(long count, String shown);

  @Message("No service told of its views.")
  String noViews();

  @Message(
      "A parked record could not be applied, and only what has its key waits. Mend the cause, then"
          + " retry the key.")
  String parkedHint();

  @Message("Retry what is parked")
  String retryTitle();

  @Message("Key")
  String parkedKey();

  @Message("The table projection_parked of the service names the keys and why each waits.")
  String parkedKeyHint();

  @Message("Retry")
  String retry();

  @Message("{view}: {applied} applied, {left} still parked.")
  String retried(String view, String applied, String left);

  @Message("Choose a service and give a key.")
  String retryIncomplete();

  @Message("Not retried: {why}")
  String notRetried(String why);

  @Message(
      "Whether it was retried is unknown: the service did not answer in time. Retrying again"
          + " applies nothing twice.")
  String retryUnknown();
}
