package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvisibleCharactersTest {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final List<Integer> HANGUL_FILLERS = List.of(0x115F, 0x1160, 0x3164, 0xFFA0);

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
  void fillers_are_ones_although_they_count_as_letters() {
    assertThat(HANGUL_FILLERS).allMatch(InvisibleCharacters::contains);
    assertThat(List.of(0x034F, 0x17B4, 0x17B5, 0x180B)).allMatch(InvisibleCharacters::contains);
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
                            || c == ZERO_WIDTH_JOINER)
                .filter(c -> !HANGUL_FILLERS.contains(c)))
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
