package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void every_code_stands_in_the_table_of_the_public_form_under_its_status() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("../../docs/http/form.md")).stream()
            .filter(line -> line.startsWith("| "))
            .toList();

    assertThat(ErrorCode.values())
        .allSatisfy(
            code ->
                assertThat(rows)
                    .as(code.code())
                    .anyMatch(
                        row -> {
                          String[] columns = row.split(" *\\| *");
                          return columns[1].contains(Integer.toString(code.status()))
                              && Arrays.asList(columns[2].replace("`", "").split(", *"))
                                  .contains(code.code());
                        }));
  }
}
