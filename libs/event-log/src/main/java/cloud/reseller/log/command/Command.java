package cloud.reseller.log.command;

/**
 * A command to publish.
 *
 * @param key decides which partition the command goes to
 * @param id the same on every retry
 * @param type stable type name
 * @param body identical bytes on every retry, so it holds neither a correlation id nor a time
 * @param correlationId MS-CorrelationId, which links log records to the request
 * @param traceparent W3C trace context; an empty string if there is none
 */
public record Command(
    String key, String id, String type, byte[] body, String correlationId, String traceparent) {}
