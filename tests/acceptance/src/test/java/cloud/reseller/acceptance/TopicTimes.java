package cloud.reseller.acceptance;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Switches the timestamps of topics between the broker's time, as inputs require, and the writer's.
 */
final class TopicTimes {
  private static final String TYPE = "message.timestamp.type";
  private static final String AHEAD = "message.timestamp.after.max.ms";

  private final Admin admin;
  private final Collection<String> topics;

  TopicTimes(Admin admin, Collection<String> topics) {
    this.admin = admin;
    this.topics = topics;
  }

  /** Records keep the time they are sent with, however far away. */
  void ofTheRecords() throws ExecutionException, InterruptedException {
    set(List.of(set(TYPE, "CreateTime"), set(AHEAD, Long.toString(Long.MAX_VALUE))), "CreateTime");
  }

  /** The broker stamps records; those that are there stay as they are. */
  void ofTheBroker() throws ExecutionException, InterruptedException {
    set(
        List.of(
            set(TYPE, "LogAppendTime"),
            new AlterConfigOp(new ConfigEntry(AHEAD, ""), AlterConfigOp.OpType.DELETE)),
        "LogAppendTime");
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }

  private void set(List<AlterConfigOp> changes, String wanted)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
    topics.forEach(topic -> all.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes));
    admin.incrementalAlterConfigs(all).all().get();
    // The controller takes a change before the broker that answers knows of it.
    List<ConfigResource> changed = new ArrayList<>(all.keySet());
    await()
        .until(
            () ->
                admin.describeConfigs(changed).all().get().values().stream()
                    .allMatch(config -> config.get(TYPE).value().equals(wanted)));
  }
}
