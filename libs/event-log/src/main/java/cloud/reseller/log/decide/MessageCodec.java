package cloud.reseller.log.decide;

import cloud.reseller.log.Position;
import java.util.List;

/**
 * Reads and writes a service's commands and facts, and creates the mechanism's own answers in the
 * service's types.
 *
 * @param <C> a command or request
 * @param <E> a fact, an outcome or a refusal
 */
public interface MessageCodec<C, E> {

  /**
   * Reads an input.
   *
   * @throws UnreadableInputException if the type is unknown or the body is not one of that type
   */
  C readInput(Input input) throws UnreadableInputException;

  /**
   * Reads a fact of any topic the service decides on.
   *
   * @throws Exception if it cannot be read; the fact's key is then closed
   */
  E readFact(String type, byte[] body) throws Exception;

  /** The stable type name of an outcome. */
  String typeOf(E event);

  /** The body of an outcome. */
  byte[] write(E event);

  /**
   * The outcome for an input the mechanism itself refuses.
   *
   * @param code one of {@link Refusals}
   * @param restsOn the fact it rests on as topic/partition@offset, empty if none
   */
  E refused(Input input, String code, String text, String restsOn);

  /**
   * The outcome for an input on which deciding itself failed. If this throws too, or its result
   * cannot be written, the input has no outcome except a note in the parked topic.
   */
  E parked(Input input, String reason);

  /** The outcome for an input that was answered before. */
  E repeated(Input input, Position firstOutcome);

  /** Further records to write for an outcome, to other topics, in the same transaction. */
  List<Copy> copies(Input input, E event);

  /** A record for another topic. */
  record Copy(String topic, String type, byte[] body) {}
}
