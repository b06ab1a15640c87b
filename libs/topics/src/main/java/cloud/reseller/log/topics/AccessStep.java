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

/** Makes the cluster's passwords, ACLs and quotas what they are to be. Run by a super user. */
public final class AccessStep {

  private static final ScramCredentialInfo STRENGTH =
      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8_192);
  private static final long SEEN_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Admin admin;

  /** A step that asks through this client; the caller closes it. */
  public AccessStep(Admin admin) {
    this.admin = admin;
  }

  /**
   * Sets the SCRAM-SHA-512 password of each principal. Those of others are left.
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
   * Makes the ACLs of the cluster exactly these: adds what is missing, then removes the others.
   * Returns when the broker that answers holds to them.
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
   * Sets how much of a broker a principal may use, whatever its clients call themselves; other
   * quotas of the principal are left.
   *
   * @param principal its name, without "User:"
   * @param quotas by Kafka's name, such as {@code producer_byte_rate}, bytes a second for each
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
        throw new TimeoutException(what + " that were set are not seen after 30 s");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
