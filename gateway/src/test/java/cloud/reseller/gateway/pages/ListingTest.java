package cloud.reseller.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.Listing.Nothing;
import cloud.reseller.gateway.services.Items;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingTest {

  private static final Words WORDS = new EnglishWords();
  private static final Nothing NONE = Nothing.of("None yet.");
  private static final ListAddress FIRST = address(Optional.empty());
  private static final ListAddress LATER = address(Optional.of("t 1"));

  private static ListAddress address(Optional<String> after) {
    return ListAddress.of(after).with("by", "").with("name", "a&b");
  }

  private static Listing<String> list(Part<Items<Integer>> asked, ListAddress address) {
    return Listing.of(asked, address, WORDS, NONE, number -> "row " + number);
  }

  private static Part<Items<Integer>> refused(int status) {
    return new Part.Refused<>(new Refusal(status, "Code", "words", "id"));
  }

  @Test
  void a_list_keeps_its_conditions_from_part_to_part() {
    Listing<String> list =
        list(new Part.Had<>(new Items<>(List.of(1, 2), Optional.of("t=2"))), LATER);

    assertThat(list.rows()).containsExactly("row 1", "row 2");
    assertThat(list.first()).isEqualTo("?by=&name=a%26b");
    assertThat(list.next()).isEqualTo("?by=&name=a%26b&after=t%3D2");
    assertThat(list.later()).isTrue();
    assertThat(list.missing()).isFalse();
  }

  @Test
  void an_empty_list_says_what_would_stand_there() {
    Listing<String> list = list(new Part.Had<>(Items.none()), FIRST);

    assertThat(list.rows()).isEmpty();
    assertThat(list.nothing()).isEqualTo(NONE);
    assertThat(list.next()).isEmpty();
  }

  @Test
  void beyond_the_end_a_list_leads_back_to_its_beginning() {
    Nothing beyond = new Nothing("Nothing further.", "Back to the beginning", "?by=&name=a%26b");

    assertThat(list(new Part.Had<>(Items.none()), LATER).nothing()).isEqualTo(beyond);
    assertThat(list(refused(400), LATER).nothing()).isEqualTo(beyond);
    assertThat(list(refused(400), LATER).missing()).isFalse();
  }

  @Test
  void what_cannot_be_had_is_missing_and_not_empty() {
    assertThat(list(new Part.Missing<>(), FIRST).missing()).isTrue();
    assertThat(list(new Part.Missing<>(), LATER).missing()).isTrue();
    assertThat(list(refused(400), FIRST).missing()).isTrue();
    assertThat(list(refused(404), FIRST).missing()).isTrue();
  }

  @Test
  void what_a_role_does_not_see_is_neither_missing_nor_empty() {
    Listing<String> list = list(refused(403), FIRST);

    assertThat(list.missing()).isFalse();
    assertThat(list.nothing()).isEqualTo(Nothing.of("Your role does not allow you to see this."));
  }

  @Test
  void an_empty_token_is_the_first_part() {
    assertThat(ListAddress.of(Optional.of("")).later()).isFalse();
  }
}
