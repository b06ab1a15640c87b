package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvisibleCharactersTest {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  @Test
  void every_control_character_and_separator_of_lines_is_one() {
    assertThat(
            all()
                .filter(
                    c ->
                        switch (Character.getType(c)) {
                          case Character.CONTROL,
                              Character.LINE_SEPARATOR,
                              Character.PARAGRAPH_SEPARATOR ->
                              true;
                          default -> false;
                        }))
        .allMatch(InvisibleCharacters::contains);
  }

  @Test
  void every_bidirectional_control_is_one() {
    assertThat(List.of(0x061C, 0x200E, 0x200F)).allMatch(InvisibleCharacters::contains);
    assertThat(IntStream.rangeClosed(0x202A, 0x202E)).allMatch(InvisibleCharacters::contains);
    assertThat(IntStream.rangeClosed(0x2066, 0x2069)).allMatch(InvisibleCharacters::contains);
  }

  @Test
  void none_is_a_letter_a_mark_a_digit_a_symbol_or_a_joiner() {
    assertThat(
            all()
                .filter(
                    c ->
                        Character.isLetterOrDigit(c)
                            || Character.getType(c) == Character.OTHER_SYMBOL
                            || Character.getType(c) == Character.SPACE_SEPARATOR
                            || c == ZERO_WIDTH_NON_JOINER
                            || c == ZERO_WIDTH_JOINER))
        .noneMatch(InvisibleCharacters::contains);
  }

  @Test
  void a_text_contains_them_anywhere() {
    assertThat(List.of("\u202Eevil", "a\u200Bb", "end\n")).allMatch(InvisibleCharacters::areIn);
    assertThat(List.of("", "web farm", "Åsa 山田 👩\u200D💻")).noneMatch(InvisibleCharacters::areIn);
  }

  private static IntStream all() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
  }
}
