package cloud.reseller.log.decide;

import cloud.reseller.log.Position;
import java.util.List;

/** The gate's words, and a type of fact that a later release can read. */
public final class Riddles implements MessageCodec<Gate.Ask, Gate.Fact> {

  private final Gate.Words words = new Gate.Words();
  public boolean readable;

  public Riddles() {
    this(true);
  }

  public Riddles(boolean readable) {
    this.readable = readable;
  }

  @Override
  public Gate.Ask readInput(Input input) throws UnreadableInputException {
    return words.readInput(input);
  }

  @Override
  public Gate.Fact readFact(String type, byte[] body) {
    return readable && type.equals("Riddle")
        ? new Gate.Fact.Parked("riddle")
        : words.readFact(type, body);
  }

  @Override
  public String typeOf(Gate.Fact event) {
    return words.typeOf(event);
  }

  @Override
  public byte[] write(Gate.Fact event) {
    return words.write(event);
  }

  @Override
  public Gate.Fact refused(Input input, String code, String text, String restsOn) {
    return words.refused(input, code, text, restsOn);
  }

  @Override
  public Gate.Fact parked(Input input, String reason) {
    return words.parked(input, reason);
  }

  @Override
  public Gate.Fact repeated(Input input, Position firstOutcome) {
    return words.repeated(input, firstOutcome);
  }

  @Override
  public List<Copy> copies(Input input, Gate.Fact event) {
    return words.copies(input, event);
  }
}
