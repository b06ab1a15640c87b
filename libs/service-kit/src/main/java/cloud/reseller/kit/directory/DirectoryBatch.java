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
 * The changes a batch makes to people, in log order. A record of an agent who is marked as erased
 * is dropped: it was in flight when the mark was written.
 */
final class DirectoryBatch {

  private final Set<String> erased;
  private final Map<String, Optional<DirectoryUser>> people = new LinkedHashMap<>();
  private final Map<String, Optional<DirectoryErased>> marks = new LinkedHashMap<>();
  private final Map<String, Boolean> leftOver = new HashMap<>();

  /**
   * An empty batch.
   *
   * @param erased keys of people who were marked as erased before this batch
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

  /** Takes the tombstone of a person or of a mark. */
  void tombstone(String key) {
    if (DirectoryErased.isKey(key)) {
      erased.remove(DirectoryErased.personKey(key));
      marks.put(key, Optional.empty());
    } else {
      people.put(key, Optional.empty());
      leftOver.put(key, false);
    }
  }

  /** The newest person by key; empty if deleted. */
  Map<String, Optional<DirectoryUser>> people() {
    return people;
  }

  /** The newest mark by key; empty if removed. */
  Map<String, Optional<DirectoryErased>> marks() {
    return marks;
  }

  /** By key, whether the topic holds a record that has no row. */
  Map<String, Boolean> leftOver() {
    return leftOver;
  }
}
