package cloud.reseller.log.decide.evidence;

/** Is told what becomes of every input. */
public interface DecisionCount {

  /** Counts nothing. */
  DecisionCount NOWHERE =
      new DecisionCount() {
        @Override
        public void accepted() {}

        @Override
        public void refused(String code) {}

        @Override
        public void repeated() {}

        @Override
        public void parked() {}
      };

  /** It was accepted. */
  void accepted();

  /** It was refused with that code. */
  void refused(String code);

  /** It was answered before. */
  void repeated();

  /** It is left to operations. */
  void parked();
}
