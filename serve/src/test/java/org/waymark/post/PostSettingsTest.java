package org.waymark.post;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.settings.SettingsFile;

class PostSettingsTest {

  @TempDir
  Path folder;

  @Test
  void the_settings_refuse_what_could_leak() {
    for (String yaml : List.of(
        "endpoints: {a: {channel: webhook, url: 'http://hook.example/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'http://127.0.0.1/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'https://u:p@hook.example/x', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'file:///etc/passwd', secret: 0123456789abcdef}}",
        "endpoints: {a: {channel: webhook, url: 'https://hook.example/x', secret: short}}",
        "mail: {host: mail.example, from: a@b.example, encryption: none}",
        "mail: {host: mail.example, from: a@b.example, passwort: hunter2hunter2}")) {
      assertThatThrownBy(() -> PostSettings.of(SettingsFile.parse(yaml), folder))
          .as(yaml)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("waymark.yml")
          .hasMessageNotContainingAny("hunter2", "0123456789abcdef", "u:p");
    }
  }
}
