package cloud.reseller.log.decide.evidence;

/** Counts what becomes of inputs. */
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

  /** It was parked for operations. */
  void parked();
}
