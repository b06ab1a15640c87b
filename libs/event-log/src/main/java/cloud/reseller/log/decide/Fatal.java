package cloud.reseller.log.decide;

/**
 * Classifies exceptions of rules and codecs. An exception or {@link Error} concerns the current
 * record, which is parked or closes its key. A {@link VirtualMachineError} concerns this process:
 * the next one may be able to decide the same record. It ends the decider, whose liveness then
 * requests a restart. The exception is a {@link StackOverflowError}, which comes from a record that
 * is nested too deeply, and leaves the process sound.
 */
public final class Fatal {

  private Fatal() {}

  /** Rethrows errors that concern this process; returns otherwise. */
  public static void check(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
      throw fatal;
    }
  }
}
