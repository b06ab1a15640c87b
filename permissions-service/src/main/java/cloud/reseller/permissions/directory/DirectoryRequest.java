package cloud.reseller.permissions.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.DirectoryAnswer;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.kit.DeterministicIds;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Identifies a request about people when it is retried; see {@link DirectoryAnswer}.
 *
 * @param id derived from MS-RequestId
 * @param digest differs if the content differs
 */
public record DirectoryRequest(String id, String digest) {

  private static final String HMAC = "HmacSHA256";

  /**
   * A request about people.
   *
   * @param requestId MS-RequestId as the caller sent it
   * @param askedBy object id of the requester
   * @param content everything else that distinguishes requests, as single-line strings
   */
  public static DirectoryRequest of(
      String customerId, String requestId, String askedBy, String... content) {
    return new DirectoryRequest(
        DeterministicIds.uuid5(customerId, "/users/answers", requestId).toString(),
        digest(requestId, askedBy + "\n" + String.join("\n", content)));
  }

  private static String digest(String key, String content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  DirectoryAnswer answered(Outcome outcome) {
    return new DirectoryAnswer(id, digest, outcome);
  }
}
