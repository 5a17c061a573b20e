package org.waymark.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waymark.engine.internal.CardReader;
import org.waymark.engine.internal.JavaModels;
import org.waymark.engine.internal.ShippedRows;
import org.waymark.engine.internal.TableReferences;

/// Every model of the product: `<room>/models/<name>.yml`, and beside this card a `.sql` file,
/// a `.csv` file, or in it the class that computes the rows.
public final class ModelLibrary {

  private final Map<String, Model> models;

  private ModelLibrary(Map<String, Model> models) {
    this.models = models;
  }

  /// Reads all models that ship with the product.
  public static ModelLibrary load() {
    try (var duckDb = DuckDbSqlEngine.open(null, 256)) {
      return load(new TableReferences(duckDb));
    }
  }

  public List<Model> models() {
    return models.values().stream().sorted(Comparator.comparing(Model::table)).toList();
  }

  public Optional<Model> find(String table) {
    return Optional.ofNullable(models.get(table));
  }

  /// These tables' models and all that they rest on, in the order of building.
  public List<Model> neededFor(String... tables) {
    var needed = new LinkedHashMap<String, Model>();
    var open = new ArrayDeque<>(List.of(tables));
    while (!open.isEmpty()) {
      Model model = models.get(open.remove());
      if (model != null && needed.put(model.table(), model) == null) {
        open.addAll(model.dependsOn());
      }
    }
    return ModelRunner.inOrder(List.copyOf(needed.values()));
  }

  private static ModelLibrary load(TableReferences references) {
    var models = withRoot(root -> {
      var found = new ArrayList<Model>();
      for (Path card : cards(root)) {
        found.add(read(card, references));
      }
      return found;
    });
    return new ModelLibrary(models.stream().collect(Collectors.toMap(Model::table, m -> m)));
  }

  private static Model read(Path cardFile, TableReferences references) {
    try {
      String room = cardFile.getName(cardFile.getNameCount() - 3).toString().replace("/", "");
      String name = cardFile.getFileName().toString().replace(".yml", "");
      String where = room + "/models/" + name;
      Card card = CardReader.read(room, Files.readString(cardFile), where + ".yml");
      if (!card.model().equals(room + "." + name)) {
        throw new IllegalStateException(where + ".yml names " + card.model());
      }
      Path sql = cardFile.resolveSibling(name + ".sql");
      if (Files.exists(sql)) {
        String select = Files.readString(sql).strip();
        return new Model(
            card.model(), new Making.Select(select), card, references.of(select, where + ".sql"));
      }
      Path rows = cardFile.resolveSibling(name + ".csv");
      if (Files.exists(rows)) {
        return new Model(
            card.model(),
            new Making.Shipped(ShippedRows.read(Files.readString(rows), card, where + ".csv")),
            card,
            Set.of());
      }
      JavaModel code = JavaModels.of(card, where);
      return new Model(card.model(), new Making.Computed(code), card, code.reads());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> cards(Path root) {
    try (var files = Files.walk(root)) {
      var all = files
          .filter(f -> f.getNameCount() > 2
              && f.getName(f.getNameCount() - 2).toString().startsWith("models"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
      for (Path sql : all) {
        String name = sql.getFileName().toString();
        if (name.endsWith(".sql")
            && !all.contains(sql.resolveSibling(name.replace(".sql", ".yml")))) {
          throw new IllegalStateException(sql + " has no card beside it");
        }
      }
      return all.stream().filter(f -> f.toString().endsWith(".yml")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens the folder `org/waymark` of this jar or class directory.
  private static <T> T withRoot(Function<Path, T> work) {
    try {
      URI code =
          ModelLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path place = Path.of(code);
      if (Files.isDirectory(place)) {
        return work.apply(place.resolve("org/waymark"));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return work.apply(jar.getPath("org/waymark"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
