package org.waymark.sources;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to read, by which mappings, and where to keep the untouched copies.
///
/// @param sourceDir the folder (or one file) of `--source`; null reads only what came in
///     before
/// @param dataDir holds `landing`, `incoming`, `processed` and `failed`
/// @param mappingDirs folders of mapping files, later ones win on the same `source`
/// @param asOf the day on which the run stands; dates far beyond it are mistakes
/// @param idLinks an id as written in a file → the student's source id, or empty to ignore
///     the id
public record IngestPlan(
    @Nullable Path sourceDir,
    Path dataDir,
    List<Path> mappingDirs,
    LocalDate asOf,
    Map<String, Optional<String>> idLinks,
    Limits limits) {

  public IngestPlan {
    mappingDirs = List.copyOf(mappingDirs);
    idLinks = Map.copyOf(idLinks);
  }
}
