package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.BodyCodec;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.reservations.write.pricing.Catalogue.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The catalogue in a snapshot: JSON in its own format, about a thousand lines per piece. */
public final class CatalogueCodec implements SharedStateCodec<Catalogue> {

  /** A line has at most about 1,600 bytes, most have 300. */
  private static final int PIECE_LINES = 2_000;

  private static final BodyCodec<Stored> STORED = BodyCodec.of("Catalogue.v1", Stored.class);

  /**
   * A piece of one sheet, of lines without a publication yet, or of the sizes that belong to a
   * group.
   */
  private record Stored(
      Optional<StoredSheet> sheet,
      List<PriceSheetLine> prices,
      List<FlexibilityRatio> ratios,
      List<String> flexible) {}

  /** The sheet to which a piece's lines belong; pieces of one sheet are adjacent. */
  private record StoredSheet(
      String market, String id, Instant from, Instant until, String restsOn) {}

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Iterator<byte[]> write(Catalogue catalogue) {
    Stream<Stored> sheets =
        catalogue.markets().stream()
            .flatMap(
                market ->
                    catalogue.sheets(market).stream()
                        .flatMap(
                            sheet ->
                                pieces(sheet.lines())
                                    .map(
                                        lines ->
                                            new Stored(
                                                Optional.of(stored(market, sheet)),
                                                lines,
                                                List.of(),
                                                List.of()))));
    Stream<Stored> prices =
        catalogue.unpublishedPrices().stream()
            .flatMap(CatalogueCodec::pieces)
            .map(lines -> new Stored(Optional.empty(), lines, List.of(), List.of()));
    Stream<Stored> ratios =
        catalogue.unpublishedRatios().stream()
            .flatMap(CatalogueCodec::pieces)
            .map(lines -> new Stored(Optional.empty(), List.of(), lines, List.of()));
    Stream<Stored> flexible =
        pieces(catalogue.flexible())
            .map(skus -> new Stored(Optional.empty(), List.of(), List.of(), skus));
    return Stream.of(sheets, prices, ratios, flexible)
        .flatMap(pieces -> pieces)
        // The list holds only references to lines; the iterator serializes one piece at a time.
        .toList()
        .stream()
        .map(STORED::write)
        .iterator();
  }

  private static StoredSheet stored(String market, Sheet sheet) {
    return new StoredSheet(
        market, sheet.id(), sheet.from(), sheet.until(), sheet.restsOn().toString());
  }

  private static <L> Stream<List<L>> pieces(List<L> lines) {
    return IntStream.range(0, Math.ceilDiv(lines.size(), PIECE_LINES))
        .mapToObj(
            piece ->
                lines.subList(
                    piece * PIECE_LINES, Math.min((piece + 1) * PIECE_LINES, lines.size())));
  }

  @Override
  public Catalogue read(Iterator<byte[]> pieces) {
    Catalogue.Restored restored = new Catalogue.Restored();
    Optional<StoredSheet> open = Optional.empty();
    List<PriceSheetLine> lines = new ArrayList<>();
    while (pieces.hasNext()) {
      Stored piece = read(pieces.next());
      if (!piece.sheet().equals(open)) {
        add(restored, open, lines);
        open = piece.sheet();
        lines = new ArrayList<>();
      }
      if (open.isPresent()) {
        lines.addAll(piece.prices());
      } else {
        piece.prices().forEach(restored::unpublished);
        piece.ratios().forEach(restored::unpublished);
        piece.flexible().forEach(restored::flexible);
      }
    }
    add(restored, open, lines);
    return restored.catalogue();
  }

  private static void add(
      Catalogue.Restored restored, Optional<StoredSheet> sheet, List<PriceSheetLine> lines) {
    sheet.ifPresent(
        of ->
            restored.sheet(
                of.market(),
                Sheet.of(of.id(), of.from(), of.until(), Position.parse(of.restsOn()), lines)));
  }

  private static Stored read(byte[] piece) {
    try {
      return STORED.read(piece);
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException("not a piece of a catalogue", e);
    }
  }
}
