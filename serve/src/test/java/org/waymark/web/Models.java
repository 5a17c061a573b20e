package org.waymark.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.waymark.store.ModelRegistry;

/// Models in the registry of the district that all tests share.
final class Models {

  /// The proof of a training on Maple Valley with 5,000 students: see `proof.md`.
  static String proof() throws IOException {
    try (var in = Models.class.getResourceAsStream("proof.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Models() {}

  /// A model that nobody has decided about, in the district that all tests share.
  static String registered(MapleValley district) throws Exception {
    return register(district.database.models(MapleValley.TENANT), "untouched");
  }

  /// @return the model's id
  private static String register(ModelRegistry registry, String name) throws Exception {
    byte[] artifact = name.getBytes(StandardCharsets.UTF_8);
    String id =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact), 0, 6);
    registry.register(new ModelRegistry.NewModel(
        id, "command line", "r1", "hash", "[]", "{}", proof(), "beats the rule", artifact));
    return id;
  }
}
