package cloud.reseller.permissions.directory;

import cloud.reseller.events.Actor.Side;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.directory.DirectoryRecords;
import cloud.reseller.kit.directory.DirectoryRows;
import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.permissions.directory.DirectoryWriter.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Adds and erases people. The newest record of a person counts; a tombstone erases the person from
 * every view, and from the topic once it is compacted. Each request is answered once: its changes
 * and its answer are written in one transaction.
 */
@Singleton
public class Directory {

  private final DirectoryWriter writer;
  private final DirectoryRecords records;
  private final DirectoryRows rows;
  private final DirectoryReaders readers;

  @Inject
  Directory(
      DirectoryWriter writer,
      DirectoryRecords records,
      DirectoryRows rows,
      DirectoryReaders readers) {
    this.writer = writer;
    this.records = records;
    this.rows = rows;
    this.readers = readers;
  }

  /**
   * Adds or rewrites a person, waiting for the rows. Refused if the same tenant already has another
   * person with this id, or another id with this sign-in name. Other tenants' people make no
   * difference, so nobody learns about them.
   *
   * @param request identifies a retry; empty if the call cannot be retried
   * @throws cloud.reseller.kit.publicapi.ProblemException 409 if the request id was used for a
   *     different request; 503 if the log cannot be reached
   */
  public Outcome add(DirectoryUser person, Optional<DirectoryRequest> request) {
    return once(
        request,
        () -> {
          if (rows.isTaken(person)) {
            return List.of();
          }
          return rows.isErased(person.tenantId(), person.id())
              ? List.of(records.addedAgain(person), records.person(person))
              : List.of(records.person(person));
        },
        Outcome.REFUSED);
  }

  /**
   * Erases a person of a customer, like {@link #add}. Refused if the tenant has no such person.
   * When it returns, no view of any service shows the person any more.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException as {@link #add} does; 503 if a view was
   *     not seen to catch up in time, although the person is erased
   */
  public Outcome erase(String tenantId, String id, Optional<DirectoryRequest> request) {
    return erase(tenantId, id, request, Outcome.REFUSED);
  }

  /**
   * The same for a caller who has just checked that the person exists.
   *
   * @param ifGone the outcome if the tenant no longer has the person
   */
  public Outcome erase(
      String tenantId, String id, Optional<DirectoryRequest> request, Outcome ifGone) {
    return everywhere(
        once(
            request,
            () -> rows.keys(tenantId, Side.CUSTOMER, id).stream().map(records::tombstone).toList(),
            ifGone));
  }

  /**
   * Whether a customer has a person, according to the current directory.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if the rows do not catch up in time
   */
  public boolean has(String tenantId, String id) {
    // The second key is for records written before tenants were part of the key.
    writer.awaitRows(DirectoryUser.key(tenantId, id));
    writer.awaitRows(id);
    return !rows.keys(tenantId, Side.CUSTOMER, id).isEmpty();
  }

  /**
   * Erases an agent of a partner, like {@link #erase}, and marks the agent as erased: calls record
   * no name until the agent is added again, and until then erasing the agent again succeeds.
   * Refusals are not stored, so unsuccessful requests write nothing.
   */
  public Outcome eraseAgent(String partnerId, String id, Optional<DirectoryRequest> request) {
    return eraseAgent(() -> List.of(partnerId), () -> rows.isErased(partnerId, id), id, request);
  }

  /** Erases the agents with this object id at all partners. */
  public Outcome eraseAgentAnywhere(String id, Optional<DirectoryRequest> request) {
    return eraseAgent(() -> rows.tenantsOfAgent(id), () -> rows.isErasedSomewhere(id), id, request);
  }

  private Outcome eraseAgent(
      Supplier<List<String>> partners,
      BooleanSupplier erasedBefore,
      String id,
      Optional<DirectoryRequest> request) {
    return everywhere(
        writer.alone(
            to -> {
              Optional<Outcome> before = request.flatMap(this::first);
              if (before.isPresent()) {
                return before.get();
              }
              List<ProducerRecord<byte[], byte[]>> changes =
                  partners.get().stream().flatMap(partner -> agent(partner, id)).toList();
              if (changes.isEmpty()) {
                return erasedBefore.getAsBoolean() ? Outcome.DONE : Outcome.REFUSED;
              }
              return write(to, request, changes, Outcome.REFUSED);
            }));
  }

  /** The records that erase an agent; none if the partner has no such agent. */
  private Stream<ProducerRecord<byte[], byte[]>> agent(String tenantId, String id) {
    List<String> keys = rows.keys(tenantId, Side.PARTNER, id);
    return keys.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            keys.stream().map(records::tombstone),
            Stream.of(records.erased(new DirectoryErased(id, tenantId))));
  }

  private Outcome everywhere(Outcome erased) {
    if (erased == Outcome.DONE) {
      readers.awaitAll();
    }
    return erased;
  }

  /**
   * The earlier outcome of the request; empty if it is new.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException as {@link #add} does
   */
  public Optional<Outcome> answered(DirectoryRequest request) {
    return writer.alone(_ -> first(request));
  }

  /** Answers a request once; an empty change means that nothing is changed. */
  private Outcome once(
      Optional<DirectoryRequest> request,
      Supplier<List<ProducerRecord<byte[], byte[]>>> decision,
      Outcome ifNothing) {
    return writer.alone(
        to ->
            request
                .flatMap(this::first)
                .orElseGet(() -> write(to, request, decision.get(), ifNothing)));
  }

  private Outcome write(
      Written to,
      Optional<DirectoryRequest> request,
      List<ProducerRecord<byte[], byte[]>> change,
      Outcome ifNothing) {
    Outcome outcome = change.isEmpty() ? ifNothing : Outcome.DONE;
    var answer = request.map(asked -> records.answer(asked.answered(outcome)));
    to.write(Stream.concat(change.stream(), answer.stream()).toList());
    return outcome;
  }

  private Optional<Outcome> first(DirectoryRequest request) {
    return rows.answer(request.id())
        .map(
            first -> {
              if (!first.digest().equals(request.digest())) {
                throw ErrorCode.REQUEST_ID_REUSED.because(
                    "MS-RequestId was used before for another request. Send a new GUID.",
                    "MS-RequestId");
              }
              return first.outcome();
            });
  }
}
