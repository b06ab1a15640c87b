package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpsertRowsIT {

  private static final Instant AT = Instant.parse("2026-11-20T10:15:30.123456Z");

  private record Key(String part, int number) {}

  private record Part(String part) {}

  private record Row(
      String part,
      int number,
      String theText,
      Optional<String> perhaps,
      OptionalLong perhapsNumber,
      Set<Kind> kinds,
      boolean yes,
      Instant at) {}

  private record Text(String part, int number, String theText) {}

  private enum Kind {
    A,
    B
  }

  private static Rows database;

  private final UpsertRows<Key, Row> rows = new UpsertRows<>("kept", Key.class);

  @BeforeAll
  static void make_tables() throws Exception {
    database = new Rows();
    database.run(
        """
        create table kept (part text, number int, the_text text not null, perhaps text,
          perhaps_number bigint, kinds text[] not null, yes boolean not null,
          at timestamptz not null, left_out text not null default 'as before',
          primary key (part, number));
        create table only_keys (part text primary key);
        """);
  }

  @BeforeEach
  void empty() throws SQLException {
    database.run("truncate kept, only_keys");
  }

  @Test
  void values_of_every_kind_come_back_as_they_were_put() throws SQLException {
    put("a", 1, "ümläut € \uD83D\uDE00 \\ \" \n\t\u0001 \\u0000");
    rows.put(
        new Key("a", 2),
        new Row(
            "a",
            2,
            "",
            Optional.of("perhaps"),
            OptionalLong.of(Long.MIN_VALUE),
            new TreeSet<>(Set.of(Kind.B, Kind.A)),
            true,
            AT));
    write(rows);

    assertThat(database.query("select the_text from kept where number = 1"))
        .containsExactly("ümläut € \uD83D\uDE00 \\ \" \n\t\u0001 \\u0000");
    assertThat(
            database.query(
                """
                select number, coalesce(perhaps, 'null'), coalesce(perhaps_number, 0), kinds, yes,
                  at at time zone 'utc', left_out
                from kept order by number
                """))
        .containsExactly(
            "1 null 0 {} f 2026-11-20 10:15:30.123456 as before",
            "2 perhaps -9223372036854775808 {A,B} t 2026-11-20 10:15:30.123456 as before");
  }

  @Test
  void what_a_text_cannot_hold_is_replaced() throws SQLException {
    put("a\0", 1, "b\0c\0");
    write(rows);

    assertThat(texts()).containsExactly("a\uFFFD 1 b\uFFFDc\uFFFD");
  }

  @Test
  void of_several_changes_of_a_row_the_last_counts_and_other_rows_stay() throws SQLException {
    put("a", 1, "before");
    put("a", 2, "before");
    put("b", 1, "before");
    put("b", 2, "before");
    write(rows);

    UpsertRows<Key, Row> next = new UpsertRows<>("kept", Key.class);
    next.put(new Key("a", 1), row("a", 1, "first"));
    next.remove(new Key("a", 1));
    next.put(new Key("a", 1), row("a", 1, "last"));
    next.put(new Key("b", 1), row("b", 1, "gone"));
    next.remove(new Key("b", 1));
    next.remove(new Key("c", 1));
    next.put(new Key("c", 2), row("c", 2, "new"));
    write(next);

    assertThat(texts()).containsExactly("a 1 last", "a 2 before", "b 2 before", "c 2 new");
  }

  @Test
  void a_second_write_of_the_same_leaves_the_same_rows() throws SQLException {
    put("a", 1, "once");
    rows.remove(new Key("a", 2));
    write(rows);
    write(rows);

    assertThat(texts()).containsExactly("a 1 once");
  }

  @Test
  void columns_that_are_left_out_stay() throws SQLException {
    put("a", 1, "before");
    write(rows);
    database.run("update kept set left_out = 'other'");
    UpsertRows<Key, Text> texts = new UpsertRows<>("kept", Key.class);
    texts.put(new Key("a", 1), new Text("a", 1, "after"));
    write(texts);

    assertThat(database.query("select the_text, left_out, at at time zone 'utc' from kept"))
        .containsExactly("after other 2026-11-20 10:15:30.123456");
  }

  @Test
  void a_row_that_is_not_there_is_not_made_of_a_part_of_its_columns() {
    UpsertRows<Key, Text> texts = new UpsertRows<>("kept", Key.class);
    texts.put(new Key("a", 1), new Text("a", 1, "alone"));

    assertThatThrownBy(() -> write(texts))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
  }

  @Test
  void a_part_of_the_key_removes_all_rows_that_have_it() throws SQLException {
    put("a", 1, "");
    put("a", 2, "");
    put("b", 1, "stays");
    write(rows);
    UpsertRows<Part, Row> parts = new UpsertRows<>("kept", Part.class);
    parts.remove(new Part("a"));
    write(parts);

    assertThat(texts()).containsExactly("b 1 stays");
  }

  @Test
  void rows_may_be_nothing_but_their_key() throws SQLException {
    UpsertRows<Part, Part> parts = new UpsertRows<>("only_keys", Part.class);
    for (String part : List.of("a", "b")) {
      parts.put(new Part(part), new Part(part));
    }
    write(parts);
    parts.remove(new Part("b"));
    write(parts);

    assertThat(database.query("select part from only_keys")).containsExactly("a");
  }

  @Test
  void no_changes_are_no_statement() throws SQLException {
    write(new UpsertRows<Part, Part>("there_is_no_such_table", Part.class));
  }

  private void put(String part, int number, String text) {
    rows.put(new Key(part, number), row(part, number, text));
  }

  private static Row row(String part, int number, String text) {
    return new Row(part, number, text, Optional.empty(), OptionalLong.empty(), Set.of(), false, AT);
  }

  private static void write(UpsertRows<?, ?> changes) throws SQLException {
    try (Connection connection = database.getConnection()) {
      changes.write(connection);
    }
  }

  private static List<String> texts() throws SQLException {
    return database.query("select part, number, the_text from kept order by part, number");
  }
}
