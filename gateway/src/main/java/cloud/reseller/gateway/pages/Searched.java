package cloud.reseller.gateway.pages;

import cloud.reseller.events.InvisibleCharacters;
import java.util.Optional;

/** What a person searches for. */
public final class Searched {

  private Searched() {}

  /**
   * The text without the characters that no name has: they would find nothing, and could turn what
   * stands around the text on the page.
   */
  public static String text(Optional<String> entered) {
    StringBuilder visible = new StringBuilder();
    entered
        .orElse("")
        .codePoints()
        .filter(one -> !InvisibleCharacters.contains(one))
        .forEach(visible::appendCodePoint);
    return visible.toString().strip();
  }
}
