package org.waymark.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The ways out that the settings open, read anew when the file changes. A mistake in a file that
/// changed leaves the ways of before.
final class Carriers implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Carriers.class.getName());

  private final Path dataDir;
  private final Pace pace;
  private final Clock clock;
  private @Nullable FileTime read;
  private Map<Channel, Carrier> carriers = Map.of();
  private @Nullable HttpCarrier http;

  /// @throws IllegalArgumentException if the settings hold a mistake
  Carriers(Path dataDir, Pace pace, Clock clock) throws IOException {
    this.dataDir = dataDir;
    this.pace = pace;
    this.clock = clock;
    read = changed();
    make(PostSettings.read(dataDir));
  }

  synchronized void refresh() {
    FileTime changed = changed();
    if (String.valueOf(changed).equals(String.valueOf(read))) {
      return;
    }
    read = changed;
    try {
      make(PostSettings.read(dataDir));
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Letters go on with the settings of before: " + e.getMessage());
    }
  }

  synchronized Set<String> channels() {
    var channels = new TreeSet<String>();
    carriers.keySet().forEach(channel -> channels.add(channel.written()));
    return channels;
  }

  synchronized @Nullable Carrier of(Channel channel) {
    return carriers.get(channel);
  }

  private void make(PostSettings settings) {
    var made = new EnumMap<Channel, Carrier>(Channel.class);
    PostSettings.Mail mail = settings.mail();
    if (mail != null) {
      made.put(Channel.EMAIL, new MailCarrier(mail, pace.patience(), pace.mailPatience()));
    }
    // also without endpoints: a letter to one that is gone must be told to be undeliverable
    var fresh = new HttpCarrier(settings.endpoints(), pace.patience(), clock);
    for (Channel channel : Channel.values()) {
      if (channel != Channel.EMAIL) {
        made.put(channel, fresh);
      }
    }
    HttpCarrier old = http;
    http = fresh;
    carriers = made;
    if (old != null) {
      old.retire();
    }
  }

  private @Nullable FileTime changed() {
    try {
      Path file = dataDir.resolve("waymark.yml");
      return Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    } catch (IOException e) {
      return read;
    }
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
    }
  }
}
