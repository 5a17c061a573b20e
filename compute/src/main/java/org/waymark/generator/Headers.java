package org.waymark.generator;

import java.util.ArrayList;
import java.util.List;

/// The header lines of the formats that others define, word for word.
final class Headers {
  static final List<String> ACADEMIC_SESSIONS = split("""
          sourcedId|status|dateLastModified|title|type|startDate|endDate|parentSourcedId|schoolYear""");
  static final List<String> ORGS = split("""
          sourcedId|status|dateLastModified|name|type|identifier|parentSourcedId""");
  static final List<String> COURSES = split("""
          sourcedId|status|dateLastModified|schoolYearSourcedId|title|courseCode|grades|orgSourcedId|\
          subjects|subjectCodes""");
  static final List<String> CLASSES = split("""
          sourcedId|status|dateLastModified|title|grades|courseSourcedId|classCode|classType|location|\
          schoolSourcedId|termSourcedIds|subjects|subjectCodes|periods""");
  static final List<String> USERS = split("""
          sourcedId|status|dateLastModified|enabledUser|username|userIds|givenName|familyName|\
          middleName|identifier|email|sms|phone|agentSourcedIds|grades|password|userMasterIdentifier|\
          preferredGivenName|preferredMiddleName|preferredFamilyName|primaryOrgSourcedId|pronouns""");
  static final List<String> ROLES = split("""
          sourcedId|status|dateLastModified|userSourcedId|roleType|role|beginDate|endDate|\
          orgSourcedId|userProfileSourcedId""");
  static final List<String> ENROLLMENTS = split("""
          sourcedId|status|dateLastModified|classSourcedId|schoolSourcedId|userSourcedId|role|primary|\
          beginDate|endDate""");
  static final List<String> DEMOGRAPHICS = split("""
          sourcedId|status|dateLastModified|birthDate|sex|americanIndianOrAlaskaNative|asian|\
          blackOrAfricanAmerican|nativeHawaiianOrOtherPacificIslander|white|\
          demographicRaceTwoOrMoreRaces|hispanicOrLatinoEthnicity|countryOfBirthCode|\
          stateOfBirthAbbreviation|cityOfBirth|publicSchoolResidenceStatus""");

  /// Star Reading and Star Math, overall results, version 2.
  static final List<String> STAR = split("""
          RenaissanceClientID|SchoolYear|SchoolYearStartDate|SchoolYearEndDate|StudentRenaissanceID|\
          StudentSourcedID|StudentIdentifier|StudentUserID|StudentStateID|StudentEmail|\
          StudentFirstName|StudentMiddleName|StudentLastName|Gender|BirthDate|MultiRace|\
          HispanicOrLatino|AmericanIndianOrAlaskaNative|Asian|BlackOrAfricanAmerican|\
          NativeHawaiianOrOtherPacificIslander|White|CurrentGrade|EnrollmentStatus|\
          DistrictRenaissanceID|DistrictSourcedID|DistrictIdentifier|DistrictStateID|DistrictName|\
          SchoolRenaissanceID|SchoolSourcedID|SchoolIdentifier|SchoolStateID|SchoolName|\
          CourseRenaissanceID|CourseSourcedID|CourseCode|CourseName|ClassRenaissanceID|ClassSourcedID|\
          ClassCode|GroupID|GroupOrClassName|TeacherRenaissanceID|TeacherSourcedID|TeacherIdentifier|\
          TeacherUserID|TeacherStateID|TeacherEmail|TeacherFirstName|TeacherMiddleName|\
          TeacherLastName|AssessmentID|LaunchDate|CompletedDate|CompletedDateLocal|AssessmentNumber|\
          AssessmentType|AssessmentStatus|DeactivationReason|GradePlacement|Grade|ExtraTime|\
          ScaledScore|StandardErrorOfMeasurement|RaschScore|UnifiedScore|\
          PartnershipForAssessmentOfReadinessForCollegeAndCareers|SmarterBalancedAssessmentConsortium|\
          OpenGrowthScore|GradeEquivalent|PercentileRank|NormalCurveEquivalent|\
          InstructionalReadingLevel|EstimatedOralReadingFluency|LowerZoneOfProximalDevelopment|\
          UpperZoneOfProximalDevelopment|Lexile|LowerLexileZoneOfProximalDevelopment|\
          UpperLexileZoneOfProximalDevelopment|TotalTimeInSeconds|TotalCorrect|TotalPossible|\
          Grade3_AssessmentAttempts|Grade3_PassingStatus|Grade3_PassingScore|\
          StudentGrowthPercentileFallFall|StudentGrowthPercentileFallSpring|\
          StudentGrowthPercentileFallWinter|StudentGrowthPercentileSpringFall|\
          StudentGrowthPercentileSpringSpring|StudentGrowthPercentileWinterSpring|\
          ScreeningPeriodWindowName|ScreeningWindowStartDate|ScreeningWindowEndDate|\
          RenaissanceBenchmarkCategoryName|RenaissanceBenchmarkCategoryLevel|\
          RenaissanceBenchmarkCategoryNumberOfLevels|RenaissanceBenchmarkCategoryMinPercentileRank|\
          RenaissanceBenchmarkCategoryMaxPercentileRank|StateBenchmarkAssessmentName|\
          StateBenchmarkCategoryName|StateBenchmarkProficient|StateBenchmarkCategoryLevel|\
          StateBenchmarkNumberOfCategoryLevels|StateBenchmarkMinScaledScore|\
          StateBenchmarkMaxScaledScore|DistrictBenchmarkCategoryName|DistrictBenchmarkProficient|\
          DistrictBenchmarkCategoryLevel|DistrictBenchmarkNumberOfCategoryLevels|\
          DistrictBenchmarkMinPercentileRank|DistrictBenchmarkMaxPercentileRank|\
          SchoolBenchmarkCategoryName|SchoolBenchmarkProficient|SchoolBenchmarkCategoryLevel|\
          SchoolBenchmarkNumberOfCategoryLevels|SchoolBenchmarkMinPercentileRank|\
          SchoolBenchmarkMaxPercentileRank|CurrentSGP|TakenAt|TakenAtByIPAddress|StudentDisplayID|\
          TeacherDisplayID|SATBenchmarkCategory|ACTBenchmarkCategory""");

  static final List<String> IREADY_READING = split("""
          Last Name|First Name|Student ID|Student Grade|Academic Year|School|Enrolled|\
          District State ID|Account State ID|School State ID|Student State ID|User Name|Sex|\
          Hispanic or Latino|Race|English Language Learner|Special Education|\
          Economically Disadvantaged|Migrant|Class(es)|Class Teacher(s)|Report Group(s)|Start Date|\
          Completion Date|Norming Window|Baseline Diagnostic (Y/N)|Most Recent Diagnostic YTD (Y/N)|\
          Duration (min)|Rush Flag|Read Aloud|Overall Scale Score|Overall Placement|\
          Overall Relative Placement|Percentile|Grouping|Lexile Measure|Lexile Range|\
          Phonological Awareness Scale Score|Phonological Awareness Placement|\
          Phonological Awareness Relative Placement|Phonics Scale Score|Phonics Placement|\
          Phonics Relative Placement|High-Frequency Words Scale Score|High-Frequency Words Placement|\
          High-Frequency Words Relative Placement|Vocabulary Scale Score|Vocabulary Placement|\
          Vocabulary Relative Placement|Comprehension: Overall Scale Score|\
          Comprehension: Overall Placement|Comprehension: Overall Relative Placement|\
          Comprehension: Literature Scale Score|Comprehension: Literature Placement|\
          Comprehension: Literature Relative Placement|Comprehension: Informational Text Scale Score|\
          Comprehension: Informational Text Placement|\
          Comprehension: Informational Text Relative Placement|Diagnostic Gain|\
          Annual Typical Growth Measure|Annual Stretch Growth Measure|\
          Percent Progress to Annual Typical Growth (%)|Percent Progress to Annual Stretch Growth (%)|\
          Mid On Grade Level Scale Score|Reading Difficulty Indicator (Y/N)""");

  static final List<String> IREADY_MATH = split("""
          Last Name|First Name|Student ID|Student Grade|Academic Year|School|Enrolled|\
          District State ID|Account State ID|School State ID|Student State ID|User Name|Sex|\
          Hispanic or Latino|Race|English Language Learner|Special Education|\
          Economically Disadvantaged|Migrant|Class(es)|Class Teacher(s)|Report Group(s)|Start Date|\
          Completion Date|Norming Window|Baseline Diagnostic (Y/N)|Most Recent Diagnostic YTD (Y/N)|\
          Duration (min)|Rush Flag|Read Aloud|Overall Scale Score|Overall Placement|\
          Overall Relative Placement|Percentile|Grouping|Quantile Measure|Quantile Range|\
          Number and Operations Scale Score|Number and Operations Placement|\
          Number and Operations Relative Placement|Algebra and Algebraic Thinking Scale Score|\
          Algebra and Algebraic Thinking Placement|Algebra and Algebraic Thinking Relative Placement|\
          Measurement and Data Scale Score|Measurement and Data Placement|\
          Measurement and Data Relative Placement|Geometry Scale Score|Geometry Placement|\
          Geometry Relative Placement|Diagnostic Gain|Annual Typical Growth Measure|\
          Annual Stretch Growth Measure|Percent Progress to Annual Typical Growth (%)|\
          Percent Progress to Annual Stretch Growth (%)|Mid On Grade Level Scale Score|\
          Proficiency if Student Shows No Additional Growth|\
          Projection if Student Achieves Typical Growth|Projection if Student Achieves Stretch Growth""");

  /// MAP Growth results, 143 columns.
  static final List<String> NWEA = nwea();

  private Headers() {}

  private static List<String> split(String columns) {
    return List.of(columns.strip().split("\\|"));
  }

  private static List<String> nwea() {
    List<String> columns = new ArrayList<>(split("""
          TermName|DistrictName|District_StateID|SchoolName|School_StateID|StudentID|Student_StateID|\
          Subject|Course|GrowthMeasureYN|NormsReferenceData|WISelectedAYFall|WISelectedAYWinter|\
          WISelectedAYSpring|WIPreviousAYFall|WIPreviousAYWinter|WIPreviousAYSpring|TestType|TestName|\
          TestID|TestStartDate|TestStartTime|TestDurationMinutes|TestRITScore|TestStandardError|\
          TestPercentile|AchievementQuintile|PercentCorrect|RapidGuessingPercentage"""));
    List<String> spans = List.of(
        "FallToFall",
        "FallToWinter",
        "FallToSpring",
        "WinterToWinter",
        "WinterToSpring",
        "SpringToSpring");
    for (String span : spans) {
      for (String part : split(
          "ProjectedGrowth|ObservedGrowth|ObservedGrowthSE|MetProjectedGrowth|ConditionalGrowthIndex|ConditionalGrowthPercentile|GrowthQuintile")) {
        columns.add(span + part);
      }
    }
    columns.addAll(split("LexileScore|LexileMin|LexileMax|QuantileScore|QuantileMin|QuantileMax"));
    for (int goal = 1; goal <= 8; goal++) {
      for (String part : split("Name|RitScore|StdErr|Range|Adjective")) {
        columns.add("Goal" + goal + part);
      }
    }
    for (String span : spans) {
      columns.add("Typical" + span + "Growth");
    }
    for (int study = 1; study <= 10; study++) {
      columns.add("ProjectedProficiencyStudy" + study);
      columns.add("ProjectedProficiencyLevel" + study);
    }
    return List.copyOf(columns);
  }
}
