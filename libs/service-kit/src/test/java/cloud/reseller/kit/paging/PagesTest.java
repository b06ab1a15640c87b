package cloud.reseller.kit.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final List<Integer> NUMBERS = IntStream.rangeClosed(1, 7).boxed().toList();

  @ParameterizedTest
  @CsvSource({"1, 7", "3, 3", "6, 2", "7, 1", "8, 1"})
  void a_list_is_read_to_its_end_by_the_tokens_of_its_pages(int size, int pages) {
    List<String> read = new ArrayList<>();
    Optional<String> token = Optional.empty();
    int count = 0;
    do {
      SeekBasedResourceCollection<String> page = page(size, token);
      assertThat(page.totalCount()).isEqualTo(page.items().size()).isLessThanOrEqualTo(size);
      read.addAll(page.items());
      token = page.continuationToken();
      count++;
    } while (token.isPresent());
    assertThat(read).containsExactly("n1", "n2", "n3", "n4", "n5", "n6", "n7");
    assertThat(count).isEqualTo(pages);
  }

  @Test
  void the_next_page_has_the_same_address_and_the_token_as_header() {
    SeekBasedResourceCollection<String> page = page(2, Optional.empty());

    assertThat(page.links().self().uri()).isEqualTo("/numbers?name=a+%26b&size=2");
    assertThat(page.links().next().orElseThrow().uri())
        .isEqualTo("/numbers?name=a+%26b&size=2&seekOperation=Next");
    assertThat(page.links().next().orElseThrow().headers())
        .singleElement()
        .satisfies(
            header -> {
              assertThat(header.key()).isEqualTo("MS-ContinuationToken");
              assertThat(header.value()).isEqualTo(page.continuationToken().orElseThrow());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "8", "eight", "1|2", "1\0"})
  void a_token_of_another_list_is_refused(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    refused(() -> page(2, Optional.of(encoded)), "MS-ContinuationToken");
    refused(() -> page(2, Optional.of(text)), "MS-ContinuationToken");
  }

  @Test
  void the_last_field_of_a_token_is_any_text() {
    String token = PageToken.of("a", 1, "b|c|").text();

    assertThat(PageToken.<List<String>>read(token, 3, Optional::of))
        .containsExactly("a", "1", "b|c|");
    refused(() -> PageToken.read(token, 6, Optional::of), "MS-ContinuationToken");
  }

  @ParameterizedTest
  @CsvSource({", 500", "0, 500", "1, 1", "2000, 2000"})
  void a_page_has_the_default_size_if_the_request_gives_none(String asked, int size) {
    PageQuery query = new PageQuery();
    query.size = Optional.ofNullable(asked);

    assertThat(query.size(new PageSize(500, 2_000))).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2001", "many", "1.0", "99999999999"})
  void any_other_size_is_refused(String asked) {
    PageQuery query = new PageQuery();
    query.size = Optional.of(asked);

    refused(() -> query.size(new PageSize(500, 2_000)), "size");
  }

  @Test
  void pages_are_read_forwards_with_a_token() {
    assertThat(query("", "t").token()).contains("t");
    assertThat(query("next", "t").token()).contains("t");
    assertThat(query("", "").token()).isEmpty();
    refused(() -> query("Previous", "t").token(), "seekOperation");
    refused(() -> query("Next", "").token(), "MS-ContinuationToken");
  }

  private static PageQuery query(String seekOperation, String token) {
    PageQuery query = new PageQuery();
    query.seekOperation = Optional.of(seekOperation);
    query.token = Optional.of(token);
    return query;
  }

  private static SeekBasedResourceCollection<String> page(int size, Optional<String> token) {
    return Pages.page(
        size,
        Pages.last(token, id -> NUMBERS.stream().filter(n -> n.toString().equals(id)).findFirst()),
        (after, most) -> NUMBERS.stream().filter(n -> n > after.orElse(0)).limit(most).toList(),
        PageToken::of,
        Pages.each(n -> "n" + n),
        new ListAddress("/numbers").with("name", "a &b").with("size", size));
  }

  private static void refused(ThrowingCallable reading, String named) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.problem("x").data()).containsExactly(named);
            });
  }
}
