package cloud.reseller.events;

/** What stands in {@code directory}. A tombstone has no body and is none of these. */
public sealed interface DirectoryRecord permits DirectoryUser, DirectoryErased, DirectoryAnswer {

  /** The record's key. */
  String key();
}
