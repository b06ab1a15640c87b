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
 * Adds and erases people. The newest record of a person holds; a tombstone erases the person from
 * every view, and from the topic when it is compacted. A request is answered once: what it changes
 * and how it was answered are written together.
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
   * Adds a person, or writes the same person anew, waiting for the rows. Refused if in the same
   * tenant the id is another person's or the sign-in name another id's. What stands in other
   * tenants makes no difference, so nobody learns of it.
   *
   * @param request what a retry is known by; empty if there can be none
   * @throws cloud.reseller.kit.publicapi.ProblemException 409 if the request's id was used for
   *     another one; 503 if the log cannot be reached
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
   *     not seen to follow in time, although the person is erased
   */
  public Outcome erase(String tenantId, String id, Optional<DirectoryRequest> request) {
    return erase(tenantId, id, request, Outcome.REFUSED);
  }

  /**
   * The same for a caller who may have seen the person a moment before.
   *
   * @param ifGone how the request is answered if the tenant has no such person any more
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
   * Whether a customer has a person, as the directory stands when it is asked.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException 503 if the rows do not follow in time
   */
  public boolean has(String tenantId, String id) {
    // Under the second one where it was written before tenants were part of the key.
    writer.awaitRows(DirectoryUser.key(tenantId, id));
    writer.awaitRows(id);
    return !rows.keys(tenantId, Side.CUSTOMER, id).isEmpty();
  }

  /**
   * Erases an agent of a partner, like {@link #erase}, and marks the agent: calls bring no name
   * back until the agent is added again, and until then erasing once more is done too. A refusal is
   * not kept, so asking in vain writes nothing.
   */
  public Outcome eraseAgent(String partnerId, String id, Optional<DirectoryRequest> request) {
    return eraseAgent(() -> List.of(partnerId), () -> rows.isErased(partnerId, id), id, request);
  }

  /** Erases the agents of this object id, whichever partners they belong to. */
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

  /** Nothing where the partner has no such agent. */
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
   * How the request was answered before; empty if it was not.
   *
   * @throws cloud.reseller.kit.publicapi.ProblemException as {@link #add} does
   */
  public Optional<Outcome> answered(DirectoryRequest request) {
    return writer.alone(_ -> first(request));
  }

  /** What the change is made by is empty if nothing is changed. */
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
