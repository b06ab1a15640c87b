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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the pages, without the pages. */
class WordsTest {

  /** A class with more of them is generated so that it cannot be loaded. */
  private static final int MOST = 300;

  @ParameterizedTest
  @ValueSource(classes = {Words.class, AgentWords.class})
  void a_bundle_is_small_enough_to_be_loaded(Class<?> words) {
    assertThat(words.getMethods()).hasSizeLessThanOrEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(classes = {Words.class, AgentWords.class})
  void every_word_is_there_in_chinese_and_none_is_left_over(Class<?> words) throws IOException {
    assertThat(new TreeSet<>(chinese(words).stringPropertyNames())).isEqualTo(keys(words));
  }

  @ParameterizedTest
  @ValueSource(classes = {Words.class, AgentWords.class})
  void a_chinese_sentence_names_what_the_english_one_names(Class<?> words) throws IOException {
    Properties chinese = chinese(words);
    for (Method word : words.getMethods()) {
      for (Parameter parameter : word.getParameters()) {
        String place = "{" + parameter.getName() + "}";
        if (word.getAnnotation(Message.class).value().contains(place)) {
          assertThat(chinese.getProperty(word.getName())).as(word.getName()).contains(place);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Words.class, AgentWords.class})
  void no_word_shouts_thanks_or_begs(Class<?> words) throws IOException {
    for (Method word : words.getMethods()) {
      assertThat(word.getAnnotation(Message.class).value())
          .as(word.getName())
          .isNotBlank()
          .doesNotContain("!")
          .doesNotContainIgnoringCase("please")
          .doesNotContainIgnoringCase("successfully");
    }
    assertThat(chinese(words).values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
  }

  private static Set<String> keys(Class<?> words) {
    return Arrays.stream(words.getMethods())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties chinese(Class<?> bundle) throws IOException {
    Properties words = new Properties();
    String file = bundle == Words.class ? "words" : "agents";
    try (Reader in =
        new InputStreamReader(
            WordsTest.class.getResourceAsStream("/messages/" + file + "_zh.properties"), UTF_8)) {
      words.load(in);
    }
    return words;
  }
}
