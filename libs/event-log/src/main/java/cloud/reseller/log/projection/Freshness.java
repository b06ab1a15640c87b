package cloud.reseller.log.projection;

import cloud.reseller.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How current the rows of a service are. Parked records are not counted as missing.
 *
 * @param asOf the rows hold everything that was committed before this time; empty until that is
 *     known
 * @param positions for each partition the offset before which the rows hold everything, by topic
 *     and partition
 */
public record Freshness(Optional<Instant> asOf, List<Position> positions) {

  public Freshness {
    positions = List.copyOf(positions);
  }
}
