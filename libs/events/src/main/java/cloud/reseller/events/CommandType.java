package cloud.reseller.events;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command types. A command's body is private to its service; its type is not, because {@link
 * CommandRefused} and {@link CommandParked} name it. Type names are stored permanently: a constant
 * may be renamed, its type name must not change.
 */
public sealed interface CommandType permits PermissionCommandType, ReservationCommandType {

  /** The value of {@code ce_type}, version included. */
  String typeName();

  /** The type with this name, if there is one. */
  static Optional<CommandType> of(String typeName) {
    return all().filter(type -> type.typeName().equals(typeName)).findFirst();
  }

  /**
   * The type with this name in any version, including versions unknown to this release, so that a
   * refusal can name what a newer writer sent. Empty if there is no such type.
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
