package cloud.reseller.events;

/** A record in {@code directory}. Tombstones have no body and are not represented here. */
public sealed interface DirectoryRecord permits DirectoryUser, DirectoryErased, DirectoryAnswer {

  /** The record's key. */
  String key();
}
