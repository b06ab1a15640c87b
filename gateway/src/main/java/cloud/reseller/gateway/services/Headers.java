package cloud.reseller.gateway.services;

/** Headers of the public interface. */
final class Headers {

  /** Makes a retry of a change have one effect. */
  static final String REQUEST_ID = "MS-RequestId";

  /** Names the part of a list that comes next. */
  static final String CONTINUATION_TOKEN = "MS-ContinuationToken";

  /** Everything up to this time is in the answer. */
  static final String DATA_AS_OF = "Data-As-Of";

  private Headers() {}
}
