package org.waymark.sources.internal;

import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads YAML text.
final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  static YamlNode read(String file, String text) {
    try {
      return new YamlNode(file, "", MAPPER.readValue(text, Object.class));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + ": not readable as YAML: " + e.getOriginalMessage(), e);
    }
  }
}
