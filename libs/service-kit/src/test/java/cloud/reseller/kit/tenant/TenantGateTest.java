package cloud.reseller.kit.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import cloud.reseller.kit.caller.Caller.PartnerAgent;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TenantGateTest {

  private static final PartnerAgent AGENT = agent("partner");
  private static final String CUSTOMER = "customer";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<String> waited = new ArrayList<>();

  @Test
  void a_customer_of_the_callers_goes_on_at_once() {
    assertThat(gate(false).pass(AGENT, CUSTOMER, () -> Optional.of("own"))).isEqualTo("own");
    assertThat(waited).isEmpty();
  }

  @Test
  void a_customer_the_view_did_not_have_yet_goes_on_once_it_is_level() {
    assertThat(gate(true).pass(AGENT, CUSTOMER, onceLevel("own"))).isEqualTo("own");
    assertThat(waited).containsExactly(CUSTOMER);
    assertThat(ended("passed")).isEqualTo(1);
  }

  @Test
  void what_is_not_the_callers_in_a_level_view_is_not_found() {
    assertThat(refused(gate(true), AGENT)).isEqualTo("404 60003");
    assertThat(waited).containsExactly(CUSTOMER);
    assertThat(ended("not_found")).isEqualTo(1);
  }

  @Test
  void a_view_that_does_not_get_level_decides_nothing() {
    TenantGate gate = gate(false);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> gate.pass(AGENT, CUSTOMER, Optional::empty))
        .matches(refused -> refused.status() == 503)
        .matches(refused -> refused.code().equals("ServiceUnavailable"))
        .matches(refused -> refused.retryAfter().isPresent());
    assertThat(ended("late")).isEqualTo(1);
  }

  @Test
  void calls_beyond_the_bound_do_not_wait_and_one_tenant_does_not_take_it_all() throws Exception {
    CountDownLatch level = new CountDownLatch(1);
    CountDownLatch three = new CountDownLatch(3);
    TenantGate gate =
        new TenantGate(
            (_, _) -> {
              three.countDown();
              level.await();
              return true;
            },
            3,
            2,
            metrics);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> waiting = new ArrayList<>();
      for (PartnerAgent agent : List.of(AGENT, AGENT)) {
        waiting.add(threads.submit(() -> refused(gate, agent)));
      }
      await().until(() -> three.getCount() == 1);
      assertThat(refused(gate, AGENT)).isEqualTo("503 ServiceUnavailable");

      waiting.add(threads.submit(() -> refused(gate, agent("another"))));
      three.await();
      assertThat(refused(gate, agent("a third"))).isEqualTo("503 ServiceUnavailable");
      assertThat(ended("busy")).isEqualTo(2);

      level.countDown();
      for (Future<String> one : waiting) {
        assertThat(one.get()).isEqualTo("404 60003");
      }
    }
    assertThat(refused(gate, AGENT)).as("there is room again").isEqualTo("404 60003");
  }

  @Test
  void bounds_that_let_nobody_wait_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantGate((_, _) -> true, 2, 3, metrics))
        .withMessageContaining("reseller.tenants.waiting");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantGate((_, _) -> true, 2, 0, metrics));
  }

  private TenantGate gate(boolean level) {
    return new TenantGate(
        (customer, _) -> {
          waited.add(customer);
          return level;
        },
        2,
        2,
        metrics);
  }

  /** A view that has the customer only after the wait. */
  private Supplier<Optional<String>> onceLevel(String customer) {
    return () -> waited.isEmpty() ? Optional.empty() : Optional.of(customer);
  }

  private static String refused(TenantGate gate, PartnerAgent agent) {
    try {
      return "passed " + gate.pass(agent, CUSTOMER, Optional::empty);
    } catch (ProblemException refused) {
      return refused.status() + " " + refused.code();
    }
  }

  private double ended(String end) {
    return metrics.get("tenant.gate").tag("end", end).counter().count();
  }

  private static PartnerAgent agent(String partner) {
    return new PartnerAgent("agent", partner, Set.of(Role.ADMIN_AGENT));
  }
}
