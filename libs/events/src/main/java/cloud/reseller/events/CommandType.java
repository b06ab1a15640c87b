package cloud.reseller.events;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of command there are. A command's body is private to its service; its type is not: a
 * {@link CommandRefused} and a {@link CommandParked} name it. A type name is stored for ever, so a
 * constant may be renamed and its text may not.
 */
public sealed interface CommandType permits PermissionCommandType, ReservationCommandType {

  /** What stands in {@code ce_type}, version included. */
  String typeName();

  /** The type of this name; empty if there is none. */
  static Optional<CommandType> of(String typeName) {
    return all().filter(type -> type.typeName().equals(typeName)).findFirst();
  }

  /**
   * The type of this name in whatever version, also one that was never released: so is refused what
   * a newer writer sent. Empty if there is none.
   */
  static Optional<CommandType> ofAnyVersion(String typeName) {
    return all()
        .filter(type -> unversioned(type.typeName()).equals(unversioned(typeName)))
        .findFirst();
  }

  private static Stream<CommandType> all() {
    return Stream.of(PermissionCommandType.values(), ReservationCommandType.values())
        .flatMap(Stream::of);
  }

  private static String unversioned(String typeName) {
    int version = typeName.lastIndexOf(".v");
    return version < 0 ? typeName : typeName.substring(0, version);
  }
}
