package cloud.reseller.log.command;

import cloud.reseller.log.LogRecord;

/** What became of a published command. */
public sealed interface Answer {

  /**
   * The outcome is in the log; the service's own view has reached it, or did not within the limit.
   */
  record Decided(LogRecord outcome) implements Answer {}

  /** No outcome was seen in time; it may still come. Retry with the same id. */
  record Unknown() implements Answer {}

  /** The log cannot be reached and did not confirm the command. Retry with the same id. */
  record Unavailable() implements Answer {}
}
