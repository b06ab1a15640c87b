package cloud.reseller.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.Sessions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A page waits for all its questions as long as for one. */
@QuarkusTest
@WithTestResource(Sessions.class)
class PatienceTest {

  @Test
  @ActivateRequestContext
  void what_one_question_took_the_others_do_not_get() {
    assertThat(Patience.left()).isGreaterThan(Duration.ZERO);
    assertThat(Part.of(new CompletableFuture<>())).isEqualTo(new Part.Missing<>());

    assertThat(Patience.left()).isEqualTo(Duration.ZERO);
    assertThat(Part.of(new CompletableFuture<>())).isEqualTo(new Part.Missing<>());
    assertThat(Part.of(CompletableFuture.completedFuture("here")))
        .isEqualTo(new Part.Had<>("here"));
  }

  @Test
  void a_page_says_what_is_missing_within_three_seconds() {
    assertThat(Patience.IN_ALL).isLessThan(Duration.ofSeconds(3));
  }
}
