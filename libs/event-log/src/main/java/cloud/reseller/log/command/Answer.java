package cloud.reseller.log.command;

import cloud.reseller.log.LogRecord;

/** What became of a published command. */
public sealed interface Answer {

  /** The outcome stands in the log, and the service's own view has passed it or was waited for. */
  record Decided(LogRecord outcome) implements Answer {}

  /** No outcome was seen in time: it may still come. Ask again under the same id. */
  record Unknown() implements Answer {}

  /** The log cannot be reached and did not confirm the command. Ask again under the same id. */
  record Unavailable() implements Answer {}
}
