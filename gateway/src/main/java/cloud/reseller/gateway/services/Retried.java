package cloud.reseller.gateway.services;

import java.util.List;

/** What a retry of the records that are parked under a key did. */
public record Retried(List<Sequence> sequences) {

  /** The records of the key in one view. */
  public record Sequence(String projection, long applied, long stillParked) {}
}
