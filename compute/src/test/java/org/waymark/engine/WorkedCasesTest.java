package org.waymark.engine;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class WorkedCasesTest {

  @TestFactory
  Stream<DynamicTest> every_worked_case_holds_on_duckdb() {
    return WorkedCases.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
          try (var engine = DuckDbSqlEngine.open(null, 512)) {
            WorkedCases.verify(e.getValue(), engine);
          }
        }));
  }
}
