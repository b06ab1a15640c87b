package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyRowsIT {

  private static final String TARGET = "copied (number, body)";

  private Rows database;

  @BeforeEach
  void prepare() throws Exception {
    database = new Rows();
    database.run("create table copied (number bigint primary key, body text not null)");
  }

  @Test
  void every_text_comes_back_as_it_was_written() throws Exception {
    List<String> texts =
        List.of(
            "",
            "plain",
            "\\",
            "\\N",
            "\\.",
            "a\tb\nc\rd\\e",
            "\t",
            "\r\n",
            "ends with \\",
            "ümläut € 漢字 \uD83D\uDE00",
            IntStream.range(1, 0x250)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString(),
            "long ".repeat(200_000));
    try (Connection connection = database.getConnection();
        CopyRows rows = new CopyRows(connection, TARGET)) {
      for (String text : texts) {
        rows.number(texts.indexOf(text)).text(text).end();
      }
      rows.finish();
    }

    assertThat(bodies()).isEqualTo(texts);
  }

  @Test
  void what_a_text_cannot_hold_is_replaced() throws Exception {
    try (Connection connection = database.getConnection();
        CopyRows rows = new CopyRows(connection, TARGET)) {
      rows.number(Long.MIN_VALUE).text("a\0b\0").end();
      rows.finish();
    }

    assertThat(bodies()).containsExactly("a\uFFFDb\uFFFD");
  }

  @Test
  void no_rows_are_no_statement() throws Exception {
    try (Connection connection = database.getConnection();
        CopyRows rows = new CopyRows(connection, "there_is_no_such_table")) {
      rows.finish();
    }
  }

  @Test
  void a_refused_row_and_one_given_up_leave_the_transaction_to_its_savepoint() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Savepoint before = connection.setSavepoint();
      assertThatThrownBy(
              () -> {
                try (CopyRows rows = new CopyRows(connection, TARGET)) {
                  rows.number(1).text("once").end();
                  rows.number(1).text("twice").end();
                  rows.finish();
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
      connection.rollback(before);
      try (CopyRows rows = new CopyRows(connection, TARGET)) {
        rows.number(2).text("x".repeat(1 << 20)).end();
      }
      connection.rollback(before);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into copied values (3, 'goes on')")) {
        insert.executeUpdate();
      }
      connection.commit();
    }

    assertThat(bodies()).containsExactly("goes on");
  }

  private List<String> bodies() throws SQLException {
    List<String> bodies = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select body from copied order by number");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        bodies.add(rows.getString(1));
      }
    }
    return bodies;
  }
}
