package cloud.reseller.log.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;

/** Sets the cluster's passwords, ACLs and quotas. Run as a super user. */
public final class AccessStep {

  private static final ScramCredentialInfo STRENGTH =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8_192);
  private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Admin admin;

  /** A step that uses this client, which the caller closes. */
  public AccessStep(Admin admin) {
    this.admin = admin;
  }

  /**
   * Sets the SCRAM-SHA-512 password of each given principal; others are left unchanged.
   *
   * @param passwords by the principal's name, without "User:"
   */
  public void setPasswords(Map<String, String> passwords) {
    List<UserScramCredentialAlteration> wanted = new ArrayList<>();
    passwords.forEach(
        (name, password) -> wanted.add(new UserScramCredentialUpsertion(name, STRENGTH, password)));
    if (wanted.isEmpty()) {
      return;
    }
    KafkaCalls.join(admin.alterUserScramCredentials(wanted).all());
    await(
        () ->
            KafkaCalls.join(admin.describeUserScramCredentials().users())
                .containsAll(passwords.keySet()),
        "passwords");
  }

  /**
   * Makes the ACLs of the cluster exactly these: adds missing ones, then removes all others.
   * Returns when the queried broker has applied them.
   */
  public void apply(Set<AclBinding> wanted) {
    Collection<AclBinding> found = acls();
    KafkaCalls.join(
        admin.createAcls(wanted.stream().filter(acl -> !found.contains(acl)).toList()).all());
    KafkaCalls.join(
        admin
            .deleteAcls(
                found.stream()
                    .filter(acl -> !wanted.contains(acl))
                    .map(AclBinding::toFilter)
                    .toList())
            .all());
    await(() -> Set.copyOf(acls()).equals(wanted), "ACLs");
  }

  /**
   * Sets quotas of a principal for all its client ids; its other quotas are left unchanged.
   *
   * @param principal its name, without "User:"
   * @param quotas by Kafka's name, such as {@code producer_byte_rate}, in bytes per second and
   *     broker
   */
  public void limit(String principal, Map<String, Double> quotas) {
    ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, principal));
    KafkaCalls.join(
        admin
            .alterClientQuotas(
                List.of(
                    new ClientQuotaAlteration(
                        entity,
                        quotas.entrySet().stream()
                            .map(
                                quota ->
                                    new ClientQuotaAlteration.Op(quota.getKey(), quota.getValue()))
                            .toList())))
            .all());
    await(
        () ->
            KafkaCalls.join(admin.describeClientQuotas(ClientQuotaFilter.all()).entities())
                .getOrDefault(entity, Map.of())
                .entrySet()
                .containsAll(quotas.entrySet()),
        "quotas");
  }

  private Collection<AclBinding> acls() {
    return KafkaCalls.join(admin.describeAcls(AclBindingFilter.ANY).values());
  }

  private static void await(BooleanSupplier seen, String what) {
    long deadline = System.nanoTime() + SEEN_WITHIN_NANOS;
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(what + " that were set are not visible after 30 s");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
