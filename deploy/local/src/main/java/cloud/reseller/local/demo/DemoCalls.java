package cloud.reseller.local.demo;

import cloud.reseller.local.parts.Http;
import cloud.reseller.local.parts.PartFailedException;
import cloud.reseller.local.parts.Private;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of the demo that were answered, kept in a file, so that loading it again after an
 * interruption does nothing twice, however much later: services remember request ids for 24 hours.
 */
public final class DemoCalls {

  private static final Pattern LINE = Pattern.compile("(\\S{36}) (\\d{3}) (.*)");

  private final Path file;
  private final Map<UUID, Http.Answer> answers = new ConcurrentHashMap<>();

  private DemoCalls(Path file) {
    this.file = file;
  }

  /** Those in a file, which is made if it is not there. */
  public static DemoCalls keptIn(Path file) {
    DemoCalls calls = new DemoCalls(Private.file(file));
    try {
      Files.readAllLines(file).forEach(calls::read);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    return calls;
  }

  /** A line that the interruption cut off is a call whose answer is unknown: it is asked again. */
  private void read(String line) {
    Matcher parts = LINE.matcher(line);
    if (parts.matches() && isJson(parts.group(3))) {
      answers.put(
          UUID.fromString(parts.group(1)),
          new Http.Answer(Integer.parseInt(parts.group(2)), parts.group(3)));
    }
  }

  private static boolean isJson(String text) {
    try {
      return !text.isEmpty() && !Http.json(text).isMissingNode();
    } catch (PartFailedException cutOff) {
      return false;
    }
  }

  /** The answer to a call; empty if there was none yet. */
  Optional<Http.Answer> answer(UUID id) {
    return Optional.ofNullable(answers.get(id));
  }

  /** Keeps an answer, which has a body in JSON or none. */
  synchronized void keep(UUID id, Http.Answer answer) {
    // Begins on a line of its own, also after one that was cut off.
    String line = "\n" + id + " " + answer.status() + " " + Http.json(answer.body());
    try {
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    answers.put(id, answer);
  }
}
