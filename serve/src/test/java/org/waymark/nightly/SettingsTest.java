package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path FILE = Path.of("waymark.yml");

  @Test
  void a_district_sets_its_own_mastery_score_and_class_gap() {
    var thresholds = Settings.parse("thresholds: {mastery_score: 80, class_gap_share: 0.25}", FILE)
        .thresholds();
    assertThat(thresholds.masteryScore()).isEqualTo(80);
    assertThat(thresholds.classGapShare()).isEqualTo(0.25);
    assertThat(thresholds.growthRed()).isEqualTo(35);
  }

  @Test
  void mastery_is_70_and_a_class_gap_30_percent_unless_the_district_says_otherwise() {
    assertThat(Settings.DEFAULT.thresholds().masteryScore()).isEqualTo(70);
    assertThat(Settings.DEFAULT.thresholds().classGapShare()).isEqualTo(0.30);
  }

  @Test
  void a_score_or_share_outside_its_range_is_refused_with_what_was_expected() {
    assertThatThrownBy(() -> Settings.parse("thresholds: {mastery_score: 700}", FILE))
        .hasMessageContaining("mastery_score: saw 700, expected a number from 1 to 100");
    assertThatThrownBy(() -> Settings.parse("thresholds: {class_gap_share: 30}", FILE))
        .hasMessageContaining("class_gap_share: saw 30, expected a number from 0.01 to 0.99");
    assertThatThrownBy(() -> Settings.parse("thresholds: {mastery_scor: 80}", FILE))
        .hasMessageContaining("unknown setting thresholds.mastery_scor;")
        .hasMessageContaining("did you mean thresholds.mastery_score?");
  }

  @Test
  void bands_of_a_chance_rise_or_are_refused() {
    assertThat(Settings.parse("risk_bands: [0.1, 0.2, 0.3]", FILE).riskBands().atRisk())
        .isEqualTo(0.2);
    assertThat(Settings.DEFAULT.riskBands().high()).isEqualTo(0.75);
    assertThatThrownBy(() -> Settings.parse("risk_bands: [0.5, 0.2, 0.3]", FILE))
        .hasMessageContaining("risk_bands: saw 0.5, 0.2, 0.3, expected three rising chances");
    assertThatThrownBy(() -> Settings.parse("risk_bands: high", FILE))
        .hasMessageContaining("risk_bands: saw \"high\"");
  }
}
