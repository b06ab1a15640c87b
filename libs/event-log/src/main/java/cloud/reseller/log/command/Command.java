package cloud.reseller.log.command;

/**
 * A command to publish.
 *
 * @param key the key whose partition decides it
 * @param id its id: the same on every retry
 * @param type stable type name
 * @param body its body; equal bytes on every retry, so no correlation id and no time in it
 * @param correlationId joins log and request, MS-CorrelationId
 * @param traceparent W3C trace context, empty text if none
 */
public record Command(
    String key, String id, String type, byte[] body, String correlationId, String traceparent) {}
