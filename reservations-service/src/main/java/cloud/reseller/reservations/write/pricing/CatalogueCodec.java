package cloud.reseller.reservations.write.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.BodyCodec;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.SharedStateCodec;
import cloud.reseller.reservations.write.pricing.RatioLists.RatioList;
import java.math.BigDecimal;
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

  private static final BodyCodec<Piece> PIECE = BodyCodec.of("Catalogue.v2", Piece.class);

  /**
   * A piece of one sheet, of a list of ratios, or of lines without a publication yet. Pieces of one
   * sheet or list are adjacent; sheets and lists are sorted newest first.
   */
  private record Piece(
      Optional<StoredSheet> sheet,
      List<StoredLine> lines,
      Optional<StoredRatios> ratios,
      List<String> sizes,
      List<Fact> unpublished) {

    private static Piece of(StoredSheet sheet, List<StoredLine> lines) {
      return new Piece(Optional.of(sheet), lines, Optional.empty(), List.of(), List.of());
    }

    private static Piece of(StoredRatios ratios, List<String> sizes) {
      return new Piece(Optional.empty(), List.of(), Optional.of(ratios), sizes, List.of());
    }

    private static Piece of(List<Fact> unpublished) {
      return new Piece(Optional.empty(), List.of(), Optional.empty(), List.of(), unpublished);
    }
  }

  private record StoredRatios(Instant from, String restsOn) {}

  /** A line as stored in the log. */
  private record Fact(String type, String body) {

    private static Fact of(Line line) {
      return new Fact(EventJson.typeName(line), new String(EventJson.write(line), UTF_8));
    }

    private Line line() {
      try {
        return (Line) EventJson.read(type, body.getBytes(UTF_8));
      } catch (EventJson.UnreadableException e) {
        throw new IllegalArgumentException("not a line of a catalogue", e);
      }
    }
  }

  private record StoredSheet(
      String owner,
      String market,
      String id,
      Instant from,
      Optional<Instant> until,
      String restsOn,
      boolean isForgottenAtFirst) {

    private static StoredSheet of(String owner, String market, MarketSheet sheet) {
      return new StoredSheet(
          owner,
          market,
          sheet.id(),
          sheet.from(),
          sheet.until(),
          sheet.restsOn().toString(),
          sheet.isForgottenAtFirst());
    }

    private MarketSheet sheet(List<SheetLine> lines, Optional<MarketSheet> before) {
      MarketSheet sheet = MarketSheet.of(id, from, until, Position.parse(restsOn), lines, before);
      return isForgottenAtFirst ? sheet.forgottenAtFirst() : sheet;
    }
  }

  private record StoredLine(
      String sku,
      String sheetSku,
      String region,
      Term term,
      String unitMinor,
      String currency,
      Instant from,
      Instant until) {

    private static StoredLine of(SheetLine line) {
      return new StoredLine(
          line.sku(),
          line.sheetSku(),
          line.region(),
          line.term(),
          line.unitMinor().toPlainString(),
          line.currency(),
          line.from(),
          line.until());
    }

    private SheetLine line() {
      return new SheetLine(
          sku, sheetSku, region, term, new BigDecimal(unitMinor), currency, from, until);
    }
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Iterator<byte[]> write(Catalogue catalogue) {
    Stream<Piece> sheets =
        catalogue.sheets().entrySet().stream()
            .flatMap(owner -> sheets(owner.getKey(), owner.getValue()));
    Stream<Piece> ratios =
        catalogue.ratios().newestFirst().stream()
            .flatMap(
                list ->
                    sizes(list)
                        .map(
                            sizes ->
                                Piece.of(
                                    new StoredRatios(list.from(), list.restsOn().toString()),
                                    sizes)));
    Stream<Piece> unpublished =
        pieces(catalogue.unpublished())
            .map(lines -> Piece.of(lines.stream().map(Fact::of).toList()));
    return Stream.of(sheets, ratios, unpublished)
        .flatMap(pieces -> pieces)
        .map(PIECE::write)
        .iterator();
  }

  private static Stream<Piece> sheets(String owner, OwnersSheets its) {
    return its.byMarket().keySet().stream()
        .sorted()
        .flatMap(
            market ->
                its.byMarket().get(market).stream()
                    .flatMap(
                        sheet ->
                            pieces(sheet.lines())
                                .map(
                                    lines ->
                                        Piece.of(
                                            StoredSheet.of(owner, market, sheet),
                                            lines.stream().map(StoredLine::of).toList()))));
  }

  /** A list without sizes also needs a piece. */
  private static Stream<List<String>> sizes(RatioList list) {
    return list.sizes().isEmpty()
        ? Stream.of(List.of())
        : pieces(list.sizes().stream().sorted().toList());
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
    Reading reading = new Reading();
    while (pieces.hasNext()) {
      reading.add(piece(pieces.next()));
    }
    return reading.catalogue();
  }

  private static Piece piece(byte[] bytes) {
    try {
      return PIECE.read(bytes);
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException("not a piece of a catalogue", e);
    }
  }

  /** Joins the pieces: a sheet or list ends where a piece of another one starts. */
  private static final class Reading {

    private Catalogue catalogue = Catalogue.EMPTY;
    private Optional<StoredSheet> sheet = Optional.empty();
    private final List<SheetLine> lines = new ArrayList<>();
    private Optional<StoredRatios> ratios = Optional.empty();
    private final List<String> sizes = new ArrayList<>();

    void add(Piece piece) {
      if (!piece.sheet().equals(sheet) || !piece.ratios().equals(ratios)) {
        close();
        sheet = piece.sheet();
        ratios = piece.ratios();
      }
      piece.lines().forEach(line -> lines.add(line.line()));
      sizes.addAll(piece.sizes());
      for (Fact fact : piece.unpublished()) {
        catalogue = catalogue.with(fact.line());
      }
    }

    Catalogue catalogue() {
      close();
      return catalogue;
    }

    private void close() {
      sheet.ifPresent(
          of ->
              catalogue =
                  catalogue.withOlder(of.owner(), of.market(), before -> of.sheet(lines, before)));
      ratios.ifPresent(
          of ->
              catalogue =
                  catalogue.withOlder(
                      RatioList.of(of.from(), Position.parse(of.restsOn()), sizes)));
      sheet = Optional.empty();
      lines.clear();
      ratios = Optional.empty();
      sizes.clear();
    }
  }
}
