package cloud.reseller.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of the pages, without the pages. */
class WordsTest {

  private static final Path CODE = Path.of("src/main/java");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Path CHINESE = Path.of("src/main/resources/messages");

  /** A class with more of them is generated so that it cannot be loaded. */
  private static final int MOST = 300;

  /** Every bundle in the code. */
  static List<Class<?>> bundles() throws IOException {
    try (Stream<Path> files = Files.walk(CODE)) {
      return files
          .filter(file -> file.toString().endsWith("Words.java"))
          .map(file -> CODE.relativize(file).toString())
          .map(file -> file.substring(0, file.length() - ".java".length()).replace('/', '.'))
          .<Class<?>>map(WordsTest::load)
          .filter(type -> type.isAnnotationPresent(MessageBundle.class))
          .toList();
    }
  }

  @Test
  void no_bundle_is_forgotten_and_none_is_in_chinese_alone() throws IOException {
    try (Stream<Path> files = Files.list(CHINESE)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              bundles().stream().map(bundle -> name(bundle) + "_zh.properties").toList());
    }
    assertThat(bundles()).contains(CommonWords.class).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void a_bundle_is_small_enough_to_be_loaded(Class<?> words) {
    assertThat(words.getMethods()).hasSizeLessThanOrEqualTo(MOST);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void every_word_is_there_in_chinese_and_none_is_left_over(Class<?> words) throws IOException {
    assertThat(new TreeSet<>(chinese(words).stringPropertyNames()))
        .isEqualTo(
            Arrays.stream(words.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void every_word_is_used(Class<?> words) throws IOException {
    String templates = text(TEMPLATES, _ -> true);
    String code = text(CODE, text -> text.contains(words.getSimpleName() + ".class"));
    assertThat(words.getMethods())
        .allSatisfy(
            word ->
                assertThat(
                        contains(templates, "\\b" + name(words) + ":" + word.getName() + "\\b")
                            || contains(code, "(\\.|::)" + word.getName() + "\\b"))
                    .as(word.getName())
                    .isTrue());
  }

  @ParameterizedTest
  @MethodSource("bundles")
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
  @MethodSource("bundles")
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

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException none) {
      throw new IllegalStateException(none);
    }
  }

  private static String name(Class<?> bundle) {
    return bundle.getAnnotation(MessageBundle.class).value();
  }

  private static Properties chinese(Class<?> bundle) throws IOException {
    Properties words = new Properties();
    try (Reader in = Files.newBufferedReader(CHINESE.resolve(name(bundle) + "_zh.properties"))) {
      words.load(in);
    }
    return words;
  }

  private static boolean contains(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  /** All files below a directory whose text is wanted. */
  private static String text(Path directory, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(WordsTest::read)
          .filter(wanted)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
