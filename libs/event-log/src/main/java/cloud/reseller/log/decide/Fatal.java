package cloud.reseller.log.decide;

/**
 * Tells what a throw of rules or codecs means. A throw or an {@link Error} is about the record in
 * hand, which is parked or closes its key. A {@link VirtualMachineError} is about this process: the
 * same record may be decided by the next one, and memory that ran out says nothing about it. It
 * ends the decider, whose liveness then asks for a restart. The one exception is a {@link
 * StackOverflowError}: it comes from a record that nests too deep, and the stack is free again.
 */
public final class Fatal {

  private Fatal() {}

  /** Throws on what is about this process, and returns otherwise. */
  public static void check(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
      throw fatal;
    }
  }
}
