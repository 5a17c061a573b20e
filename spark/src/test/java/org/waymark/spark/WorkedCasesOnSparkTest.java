package org.waymark.spark;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.WorkedCases;

class WorkedCasesOnSparkTest {

  @TempDir
  static Path warehouse;

  private static SparkSqlEngine engine;

  @BeforeAll
  static void start() {
    engine = SparkSqlEngine.local(warehouse, 2);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @TestFactory
  Stream<DynamicTest> every_worked_case_gives_the_same_rows_on_spark() {
    return WorkedCases.all().entrySet().stream()
        .map(e ->
            DynamicTest.dynamicTest(e.getKey(), () -> WorkedCases.verify(e.getValue(), engine)));
  }
}
