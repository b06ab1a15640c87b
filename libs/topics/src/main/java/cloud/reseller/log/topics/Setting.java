package cloud.reseller.log.topics;

/** A setting of a topic or a broker that its users depend on. */
public sealed interface Setting {

  /** The Kafka configuration key. */
  String key();

  /** The value with which a topic is created. */
  String value();

  /** Whether a value found in the cluster is acceptable. */
  boolean accepts(String found);

  /** The requirement, worded for a message. */
  String wanted();

  /** Exactly this value. */
  record Exactly(String key, String value) implements Setting {
    @Override
    public boolean accepts(String found) {
      return value.equals(found);
    }

    @Override
    public String wanted() {
      return value;
    }
  }

  /** This number or more. */
  record AtLeast(String key, long least) implements Setting {
    @Override
    public String value() {
      return Long.toString(least);
    }

    @Override
    public boolean accepts(String found) {
      return Long.parseLong(found) >= least;
    }

    @Override
    public String wanted() {
      return least + " or more";
    }
  }

  /** This number or less. */
  record AtMost(String key, long most) implements Setting {
    @Override
    public String value() {
      return Long.toString(most);
    }

    @Override
    public boolean accepts(String found) {
      return Long.parseLong(found) <= most;
    }

    @Override
    public String wanted() {
      return most + " or less";
    }
  }
}
