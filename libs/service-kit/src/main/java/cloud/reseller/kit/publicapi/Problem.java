package cloud.reseller.kit.publicapi;

import java.util.List;

/**
 * The public error body (C5).
 *
 * @param code stable code: a number from the public list or a name of our own
 * @param description names what is wrong and the next step, at most 1,024 characters
 * @param data machine-readable details, such as the name of the field
 * @param source the answering service
 */
public record Problem(String code, String description, List<String> data, String source) {

  /** Maximum length of a description in the public form, in characters. */
  public static final int MAX_DESCRIPTION = 1024;

  /** Copies the data and cuts a description that is too long. */
  public Problem {
    data = List.copyOf(data);
    if (description.length() > MAX_DESCRIPTION) {
      int end = MAX_DESCRIPTION - 1;
      // Do not cut a surrogate pair in half.
      if (Character.isHighSurrogate(description.charAt(end - 1))) {
        end--;
      }
      description = description.substring(0, end) + '…';
    }
  }
}
