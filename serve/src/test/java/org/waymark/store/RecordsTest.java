package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordsTest {
  enum Size {
    SMALL,
    LARGE
  }

  record Line(
      long studentId,
      @Nullable Integer gradeLevel,
      LocalDate testDate,
      Size size,
      boolean isLate) {}

  record Positive(int value) {
    Positive {
      if (value < 1) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  @Test
  void a_component_takes_the_column_of_its_name_whatever_the_order(@TempDir Path data)
      throws Exception {
    try (Database database = Database.open(data)) {
      JdbcClient rows = JdbcClient.create(database.owner());
      assertThat(rows.sql("""
              select 'LARGE' as size, date '2026-05-15' as test_date, n::bigint as student_id,
                     case when n = 1 then 9::smallint end as grade_level, n = 2 as is_late
              from generate_series(1, 2) as n order by n
              """).query(Records.of(Line.class)).list())
          .isEqualTo(List.of(
              new Line(1, 9, LocalDate.of(2026, 5, 15), Size.LARGE, false),
              new Line(2, null, LocalDate.of(2026, 5, 15), Size.LARGE, true)));
      assertThatThrownBy(() ->
              rows.sql("select 1 as student_id").query(Records.of(Line.class)).list())
          .hasMessageContaining("the query of a Line has no column grade_level");
      assertThatThrownBy(() ->
              rows.sql("select 0 as value").query(Records.of(Positive.class)).list())
          .hasMessageContaining("not positive");
      assertThatThrownBy(() -> rows.sql("select null::int as value")
              .query(Records.of(Positive.class))
              .list())
          .as("a number that must be there is not taken for 0")
          .isInstanceOf(RuntimeException.class);
    }
  }
}
