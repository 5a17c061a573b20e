package org.waymark.sources.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.sources.FileResult;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.internal.Landing.Landed;
import org.waymark.sources.internal.Mapping.Feed;
import org.waymark.sources.internal.Mapping.Layout;

/// One file on its way through a run.
final class SourceFile {
  private final int key;
  private final String path;
  private final Instant arrivedAt;
  private final @Nullable Receipt receipt;
  private final @Nullable Landed landed;

  private Status status = Status.LOADED;
  private Recognition.@Nullable Known known;
  private @Nullable Layout layout;
  private @Nullable FileProfile profile;
  private @Nullable SourceFile twin;
  private boolean isManifest;
  private final List<String> notes = new ArrayList<>();
  private final List<LoadedFeed> feeds = new ArrayList<>();
  private final long[] counts = new long[4];

  /// @param receipt of a file that came in by the incoming folder
  /// @param landed null when the file could not be read at all
  SourceFile(
      int key, String path, Instant arrivedAt, @Nullable Receipt receipt, @Nullable Landed landed) {
    this.key = key;
    this.path = path;
    this.arrivedAt = arrivedAt;
    this.receipt = receipt;
    this.landed = landed;
    this.profile = landed == null ? null : landed.profile();
  }

  /// The rows of a file within the table of one entity: `base` to `base + count - 1`.
  record LoadedFeed(Feed feed, boolean isPrimary, long base, long count) {}

  int key() {
    return key;
  }

  String path() {
    return path;
  }

  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Nullable
  Receipt receipt() {
    return receipt;
  }

  @Nullable
  Landed landed() {
    return landed;
  }

  FileProfile profile() {
    if (profile == null) {
      throw new IllegalStateException(path + " was not scanned");
    }
    return profile;
  }

  boolean isScanned() {
    return profile != null;
  }

  /// A second look at the file found more than the first.
  void rescanned(FileProfile better) {
    profile = better;
  }

  Recognition.Known known() {
    if (known == null) {
      throw new IllegalStateException(path + " was not recognised");
    }
    return known;
  }

  @Nullable
  Layout layout() {
    return layout;
  }

  void recognised(Recognition.Known as) {
    known = as;
    layout = as.layout();
  }

  void drifted(Layout from, String message) {
    layout = from;
    refuse(Status.REFUSED, message);
  }

  void refuse(Status as, String message) {
    status = as;
    notes.add(message);
  }

  void note(String message) {
    notes.add(message);
  }

  void manifest() {
    isManifest = true;
  }

  boolean isManifest() {
    return isManifest;
  }

  /// The same bytes were met before, under another name.
  void twinOf(SourceFile first) {
    twin = first;
    notes.add("same content as " + first.path());
  }

  boolean isTwin() {
    return twin != null;
  }

  boolean isLoadable() {
    return status == Status.LOADED && !isTwin() && !isManifest && known != null && !isUnread();
  }

  /// True if its layout is known and deliberately not read.
  boolean isUnread() {
    return layout != null && layout.isUnread();
  }

  Status status() {
    return status;
  }

  void loaded(LoadedFeed feed) {
    feeds.add(feed);
  }

  List<LoadedFeed> feeds() {
    return feeds;
  }

  String note() {
    return String.join(" ", notes.stream().map(SourceFile::sentence).toList());
  }

  private static String sentence(String note) {
    return note.endsWith(".") ? note : note + ".";
  }

  void counted(long loaded, long duplicate, long superseded, long quarantined) {
    counts[0] = loaded;
    counts[1] = duplicate;
    counts[2] = superseded;
    counts[3] = quarantined;
  }

  long rowsIn() {
    return profile == null ? 0 : profile.rowsIn();
  }

  FileResult result() {
    Layout as = layout;
    String entity = as == null || as.isUnread() ? "" : as.primary().entity().name();
    return new FileResult(
        key,
        path,
        landed == null ? "" : landed.sha256(),
        isManifest ? "oneroster" : as == null ? "" : as.source(),
        isManifest ? "manifest" : as == null ? "" : as.id(),
        entity,
        landed == null ? 0 : landed.bytes(),
        arrivedAt,
        rowsIn(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        status,
        note());
  }
}
