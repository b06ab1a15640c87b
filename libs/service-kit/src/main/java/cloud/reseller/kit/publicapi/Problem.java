package cloud.reseller.kit.publicapi;

import java.util.List;

/**
 * The public error body (C5).
 *
 * @param code stable code: a number of the public list or a name of ours
 * @param description names what is wrong and the next step, at most 1,024 characters
 * @param data further facts for a program, such as the name of the field
 * @param source the service that answers
 */
public record Problem(String code, String description, List<String> data, String source) {

  /** Longest description the public form allows, in characters. */
  public static final int MAX_DESCRIPTION = 1024;

  /** Copies the data and cuts a description that is too long. */
  public Problem {
    data = List.copyOf(data);
    if (description.length() > MAX_DESCRIPTION) {
      int end = MAX_DESCRIPTION - 1;
      // A surrogate pair is one character to the reader; half of it is none.
      if (Character.isHighSurrogate(description.charAt(end - 1))) {
        end--;
      }
      description = description.substring(0, end) + '…';
    }
  }
}
