package cloud.reseller.gateway.services;

import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The part of a list that is asked for. Its fields are the parameters of the call. */
public final class Paging {

  /** The most items that are wanted. */
  @RestQuery public final int size;

  /** Which part is wanted; none is the first. */
  @RestQuery public final String seekOperation;

  /** Where the part begins; none is the beginning. */
  @RestHeader(Headers.CONTINUATION_TOKEN)
  public final String token;

  private Paging(int size, String seekOperation, String token) {
    this.size = size;
    this.seekOperation = seekOperation;
    this.token = token;
  }

  /**
   * A part of a list.
   *
   * @param after the continuation token of the part before; empty for the first part
   */
  public static Paging of(int size, Optional<String> after) {
    return new Paging(size, after.map(_ -> "Next").orElse(null), after.orElse(null));
  }
}
