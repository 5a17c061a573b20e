package org.waymark.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.waymark.store.ModelRegistry;

/// Models in the registry of the tests' district, with the proof that a training would give.
final class Models {

  /// A proof in which English learners are missed more often, and one group is too small to show.
  static final String PROOF = """
      {"modelId":"","released":%s,"reason":"%s",
       "capacity":0.1,"flags":450,"seed":1,"dataHash":"5a1e",
       "test":{"students":4500,"outcomes":700,"from":"2025-08-11","to":"2025-12-19","asOf":"2025-06-05","period":"S1 2025-2026"},
       "train":{"rows":30000,"students":5200,"outcomes":4000,"periods":["S1 2024-2025","S2 2024-2025"]},
       "model":{"auroc":0.85,"averagePrecision":0.61,"brier":0.098,"calibrationError":0.012,"precisionAtCapacity":0.712,"recallAtCapacity":0.458,
         "intervals":{"auroc":[0.83,0.87],"averagePrecision":[0.57,0.65],"brier":[0.09,0.105],"calibrationError":[0.008,0.02],"precisionAtCapacity":[0.67,0.75],"recallAtCapacity":[0.43,0.49]},
         "curve":[{"predicted":0.02,"observed":0.018,"low":0.01,"high":0.03,"students":450},{"predicted":0.05,"observed":0.06,"low":0.04,"high":0.08,"students":450},{"predicted":0.2,"observed":0.19,"low":0.16,"high":0.23,"students":450},{"predicted":0.71,"observed":0.6,"low":0.55,"high":0.65,"students":450}]},
       "secondOpinion":{"auroc":0.84,"averagePrecision":0.59,"brier":0.101,"calibrationError":0.02,"precisionAtCapacity":0.69,"recallAtCapacity":0.44,"intervals":{"precisionAtCapacity":[0.65,0.73]}},
       "rule":{"name":"indicator rule","auroc":0.78,"averagePrecision":0.45,"precisionAtCapacity":0.58,"recallAtCapacity":0.37,"intervals":{"auroc":[0.76,0.8],"precisionAtCapacity":[0.54,0.62],"recallAtCapacity":[0.34,0.4]},"flagged":{"students":900,"precision":0.5,"recall":0.6}},
       "bestIndicator":{"name":"attendance_rate","auroc":0.74,"averagePrecision":0.41,"precisionAtCapacity":0.49,"recallAtCapacity":0.31,"intervals":{"precisionAtCapacity":[0.45,0.53]}},
       "baseline":{"name":"school mean","auroc":0.6,"averagePrecision":0.2,"precisionAtCapacity":0.24,"recallAtCapacity":0.15,"intervals":{"precisionAtCapacity":[0.2,0.28]}},
       "difference":{"precisionAtCapacity":0.132,"interval":[0.09,0.17]},
       "subgroups":[
        {"group":"ell","students":500,"outcomes":90,"flagged":20,"falseAlarmRate":0.05,"falseAlarmInterval":[0.03,0.08],"missedRate":0.81,"missedInterval":[0.72,0.88],"precision":0.7,"isSmall":false,"concern":"English learners in trouble are missed more often than all others: 81 of 100 against 52."},
        {"group":"race:pacific_islander","students":7,"outcomes":1,"flagged":1,"falseAlarmRate":0.166,"falseAlarmInterval":[0,0.6],"missedRate":0,"missedInterval":[0,0.9],"precision":1,"isSmall":true,"concern":null},
        {"group":"race:asian","students":410,"outcomes":33,"flagged":31,"falseAlarmRate":0.04,"falseAlarmInterval":[0.02,0.06],"missedRate":0.5,"missedInterval":[0.3,0.7],"precision":0.7,"isSmall":false,"concern":null},
        {"group":"race:white","students":2500,"outcomes":310,"flagged":210,"falseAlarmRate":0.04,"falseAlarmInterval":[0.03,0.05],"missedRate":0.51,"missedInterval":[0.45,0.57],"precision":0.72,"isSmall":false,"concern":null}],
       "features":[{"name":"absence_30","title":"Share of days missed, last 30 days","direction":1,"importance":0.3},{"name":"gpa","title":"Grade point average","direction":-1,"importance":0.25},{"name":"grade_level","title":"Grade level","direction":0,"importance":0.1}],
       "dropped":[{"feature":"course_load","reason":"constant"}],
       "parameters":{"rounds":200,"depth":4}}
      """;

  private Models() {}

  /// A model that nobody has decided about, in the district that all tests share.
  static String registered(MapleValley district) throws Exception {
    return register(district.database.models(MapleValley.TENANT), "untouched", true);
  }

  /// @return the model's id
  static String register(ModelRegistry registry, String name, boolean released) throws Exception {
    byte[] artifact = name.getBytes(StandardCharsets.UTF_8);
    String id =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact), 0, 6);
    String reason = released
        ? "beats the rule by 0.13 (0.09 to 0.17) in precision at capacity"
        : "no better than the rule: 0.01 (-0.03 to 0.05) in precision at capacity";
    registry.register(new ModelRegistry.NewModel(
        id,
        "command line",
        "r1",
        "5a1e",
        "[]",
        "{}",
        PROOF.formatted(released, reason),
        reason,
        artifact));
    return id;
  }
}
