package cloud.reseller.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words of the pages, without the pages. */
class WordsTest {

  @Test
  void every_word_is_there_in_chinese_and_none_is_left_over() throws IOException {
    assertThat(new TreeSet<>(chinese().stringPropertyNames())).isEqualTo(keys());
  }

  @Test
  void a_chinese_sentence_names_what_the_english_one_names() throws IOException {
    Properties chinese = chinese();
    for (Method word : Words.class.getMethods()) {
      for (Parameter parameter : word.getParameters()) {
        String place = "{" + parameter.getName() + "}";
        if (word.getAnnotation(Message.class).value().contains(place)) {
          assertThat(chinese.getProperty(word.getName())).as(word.getName()).contains(place);
        }
      }
    }
  }

  @Test
  void no_word_shouts_thanks_or_begs() throws IOException {
    for (Method word : Words.class.getMethods()) {
      assertThat(word.getAnnotation(Message.class).value())
          .as(word.getName())
          .isNotBlank()
          .doesNotContain("!")
          .doesNotContainIgnoringCase("please")
          .doesNotContainIgnoringCase("successfully");
    }
    assertThat(chinese().values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
  }

  private static Set<String> keys() {
    return Arrays.stream(Words.class.getMethods())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties chinese() throws IOException {
    Properties words = new Properties();
    try (Reader in =
        new InputStreamReader(
            WordsTest.class.getResourceAsStream("/messages/words_zh.properties"), UTF_8)) {
      words.load(in);
    }
    return words;
  }
}
