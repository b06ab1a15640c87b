package cloud.reseller.log;

/**
 * A place in the log.
 *
 * @param topic name of the topic
 * @param partition 0 or more
 * @param offset the offset of one record, or, for a reader's progress, the offset after the last
 *     record read
 */
public record Position(String topic, int partition, long offset) {

  /**
   * Reads the form {@link #toString()} writes.
   *
   * @throws IllegalArgumentException if the text is not topic/partition@offset
   */
  public static Position parse(String text) {
    int slash = text.lastIndexOf('/');
    int at = text.lastIndexOf('@');
    if (slash < 1 || at < slash) {
      throw new IllegalArgumentException("not topic/partition@offset: " + text);
    }
    return new Position(
        text.substring(0, slash),
        Integer.parseInt(text.substring(slash + 1, at)),
        Long.parseLong(text.substring(at + 1)));
  }

  @Override
  public String toString() {
    return topic + '/' + partition + '@' + offset;
  }
}
