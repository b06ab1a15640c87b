package cloud.reseller.kit.directory;

import cloud.reseller.events.DirectoryErased;
import cloud.reseller.events.DirectoryUser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a batch does to people, taken in the order of the log. The record of an agent who is marked
 * as erased is put nowhere: it was on its way when the mark was written.
 */
final class DirectoryBatch {

  private final Set<String> erased;
  private final Map<String, Optional<DirectoryUser>> people = new LinkedHashMap<>();
  private final Map<String, Optional<DirectoryErased>> marks = new LinkedHashMap<>();
  private final Map<String, Boolean> leftOver = new HashMap<>();

  /**
   * A batch without records.
   *
   * @param erased keys of people who are marked as erased before it
   */
  DirectoryBatch(Set<String> erased) {
    this.erased = new HashSet<>(erased);
  }

  void person(String key, DirectoryUser person) {
    if (erased.contains(key)) {
      leftOver.put(key, true);
    } else {
      people.put(key, Optional.of(person));
    }
  }

  void mark(DirectoryErased mark) {
    String person = DirectoryErased.personKey(mark.key());
    erased.add(person);
    marks.put(mark.key(), Optional.of(mark));
    people.put(person, Optional.empty());
  }

  /** Of a person or of a mark. */
  void tombstone(String key) {
    if (DirectoryErased.isKey(key)) {
      erased.remove(DirectoryErased.personKey(key));
      marks.put(key, Optional.empty());
    } else {
      people.put(key, Optional.empty());
      leftOver.put(key, false);
    }
  }

  /** The newest by key; empty where there is no such person any more. */
  Map<String, Optional<DirectoryUser>> people() {
    return people;
  }

  /** The newest by key; empty where a mark was taken away. */
  Map<String, Optional<DirectoryErased>> marks() {
    return marks;
  }

  /** Whether a record stands in the topic under a key and in no row. */
  Map<String, Boolean> leftOver() {
    return leftOver;
  }
}
