package org.waymark.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/// The borders between the rooms of `compute`, for Java and for SQL alike.
class HouseTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("org.waymark");

  /// Publication maps every room's tables to the published names, so it may read them all.
  private static final Set<String> READS_EVERY_ROOM = Set.of("publishing");

  /// What code writes before the first model: settings and loaded norms.
  private static final Set<String> INPUTS =
      Set.of("engine.run", "norms.norm", "cohorts.custom_filter", "risk.deployed_model");

  @Test
  void every_room_says_whom_it_may_ask() throws IOException {
    for (String room : rooms()) {
      assertThat(asks(room)).as("package-info of %s", room).doesNotContain("nobody said");
    }
  }

  @Test
  void a_model_reads_only_rooms_that_its_room_may_ask() throws IOException {
    var trespasses = new ArrayList<String>();
    for (Model model : ModelLibrary.load().models()) {
      for (String table : model.dependsOn()) {
        String other = table.substring(0, table.indexOf('.'));
        boolean isAllowed = other.equals(model.room())
            || READS_EVERY_ROOM.contains(model.room())
            || asks(model.room()).contains(other);
        if (!isAllowed) {
          trespasses.add(model.table() + " reads " + table);
        }
      }
    }
    assertThat(trespasses).isEmpty();
  }

  @Test
  void a_model_reads_only_tables_that_exist() {
    ModelLibrary library = ModelLibrary.load();
    var models = library.models().stream().map(Model::table).collect(Collectors.toSet());
    var missing = new TreeSet<String>();
    for (Model model : library.models()) {
      for (String table : model.dependsOn()) {
        boolean isInput = table.startsWith("sources.") || INPUTS.contains(table);
        if (!isInput && !models.contains(table)) {
          missing.add(model.table() + " reads " + table);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void compute_knows_neither_spark_nor_spring_beyond_the_module_annotation() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.spark.."))
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("org.springframework..")
            .and(com.tngtech.archunit.base.DescribedPredicate.not(
                resideInAPackage("org.springframework.modulith"))))
        .check(CLASSES);
  }

  @Test
  void only_engine_sources_and_publishing_touch_a_database_driver() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.waymark.engine..", "org.waymark.sources..", "org.waymark.publishing..")
        .should()
        .dependOnClassesThat(resideInAPackage("java.sql.."))
        .check(CLASSES);
  }

  @Test
  void only_the_learning_kernel_touches_xgboost() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.waymark.risk.learning")
        .should()
        .dependOnClassesThat(resideInAPackage("ml.dmlc.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.waymark.risk.learning")
        .should()
        .dependOnClassesThat(resideInAPackage("org.waymark..")
            .and(com.tngtech.archunit.base.DescribedPredicate.not(
                resideInAPackage("org.waymark.risk.learning")
                    .or(resideInAPackage("org.waymark.statistics")))))
        .check(CLASSES);
  }

  private static List<String> rooms() throws IOException {
    Path root =
        Path.of(System.getProperty("waymark.home", ".."), "compute/src/main/java/org/waymark");
    try (var folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> asks(String room) {
    try {
      ApplicationModule module = Class.forName("org.waymark." + room + ".package-info")
          .getAnnotation(ApplicationModule.class);
      return module == null ? List.of("nobody said") : Arrays.asList(module.allowedDependencies());
    } catch (ClassNotFoundException e) {
      return List.of("nobody said");
    }
  }
}
