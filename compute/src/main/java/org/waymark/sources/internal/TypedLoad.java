package org.waymark.sources.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.waymark.sources.FileResult.Status;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.internal.Landing.Landed;
import org.waymark.sources.internal.Mapping.Feed;
import org.waymark.sources.internal.SourceFile.LoadedFeed;

/// Loads files into the tables of their entities, and counts what arrived.
final class TypedLoad {
  /// So many values must speak before a column of percents is taken for one of shares.
  private static final int FEWEST_PERCENTS = 3;

  private final Db db;
  private final Landing landing;
  private final Fates fates;
  private final TypedSql types;

  TypedLoad(Db db, Landing landing, Fates fates, IngestPlan plan) {
    this.db = db;
    this.landing = landing;
    this.fates = fates;
    this.types = new TypedSql(plan.asOf());
  }

  /// Loads what a row is.
  void loadPrimary(SourceFile file) throws SQLException, IOException {
    String trouble = load(file, file.known().layout().primary(), true);
    if (trouble != null && !file.profile().isNormalised() && file.landed() != null) {
      Landed landed = file.landed();
      file.rescanned(landing.normalise(landed));
      trouble = load(file, file.known().layout().primary(), true);
    }
    if (trouble != null) {
      file.refuse(Status.REFUSED, trouble);
      return;
    }
    LoadedFeed feed = file.feeds().getLast();
    checkUnits(file, feed);
  }

  /// Loads what else a row tells. Trouble here is told, and costs the file nothing.
  void loadAlso(SourceFile file) throws SQLException {
    List<Feed> feeds = file.known().layout().feeds();
    for (Feed feed : feeds.subList(1, feeds.size())) {
      String trouble = load(file, feed, false);
      if (trouble != null) {
        file.note("not used for " + feed.entity().name() + ": " + trouble);
      }
    }
  }

  private @org.jspecify.annotations.Nullable String load(
      SourceFile file, Feed feed, boolean isPrimary) throws SQLException {
    FileProfile profile = file.profile();
    Entity entity = feed.entity();
    long before = db.number("select coalesce(max(rowid) + 1, 0) from " + entity.table());
    LoadStatement statement = new LoadStatement(types, profile, file.known().names());
    try {
      db.run(statement.insert(feed, where(file, feed), file.key()));
    } catch (SQLException e) {
      return "the file could not be read: " + firstLine(e);
    }
    long count = db.number("select count(*) from "
        + entity.table()
        + " where file_key = "
        + file.key()
        + " and rowid >= "
        + before);
    long base = count == 0
        ? before
        : db.number("select min(rowid) from "
            + entity.table()
            + " where file_key = "
            + file.key()
            + " and rowid >= "
            + before);
    if (count != profile.records()) {
      fates.refuse(entity, base, count);
      return "internal consistency: the scan found "
          + profile.records()
          + " rows, the engine "
          + count;
    }
    file.loaded(new LoadedFeed(feed, isPrimary, base, count));
    return null;
  }

  private static @org.jspecify.annotations.Nullable String where(SourceFile file, Feed feed) {
    String own = feed.where();
    return own == null ? file.known().layout().where() : own;
  }

  /// A column of percents whose every value is a share was exported in another unit.
  private void checkUnits(SourceFile file, LoadedFeed feed) throws SQLException {
    Entity entity = feed.feed().entity();
    for (Mapping.Rule rule : feed.feed().rules()) {
      if (!rule.column().isPercent() || feed.count() < FEWEST_PERCENTS) {
        continue;
      }
      String column = Db.name(rule.column().name());
      boolean isShare = db.isAny("select 1 from "
          + entity.table()
          + " where rowid between "
          + feed.base()
          + " and "
          + (feed.base() + feed.count() - 1)
          + " having count("
          + column
          + ") >= " + FEWEST_PERCENTS + " and max("
          + column
          + ") <= 1 and min("
          + column
          + ") >= 0 and count(*) filter ("
          + column
          + " > 0 and "
          + column
          + " < 1) > 0");
      if (isShare) {
        file.refuse(
            Status.REFUSED,
            file.path()
                + " "
                + (rule.from().isEmpty() ? rule.column().name() : rule.from().getFirst())
                + ": every value lies between 0 and 1: shares, expected percent 0–100."
                + " Export it as percent, or multiply it in the mapping's `expression:`");
        for (LoadedFeed loaded : file.feeds()) {
          fates.refuse(loaded.feed().entity(), loaded.base(), loaded.count());
        }
        file.feeds().clear();
        return;
      }
    }
  }

  private static String firstLine(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
