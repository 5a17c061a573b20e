package org.waymark.sources;

import java.nio.file.Path;

/// A tiny district: Mari, Omar and Lena at Maple Elementary (021), their attendance and
/// scores.
final class MapleValley {
  static final String MAPPING = """
      source: maple
      title: Maple Valley's own files
      layouts:
        - id: schools
          entity: organization
          recognise: [SchoolKey, SchoolName, SchoolCode]
          columns:
            source_id: SchoolKey
            name: SchoolName
            type: {constant: school}
            identifier: SchoolCode
        - id: people
          entity: person
          files: ["people*.csv"]
          recognise: [PersonKey, StudentNumber, StateNumber, Role]
          columns:
            source_id: PersonKey
            role: Role
            local_id: StudentNumber
            state_id: StateNumber
            email: {from: Email, optional: true}
            given_name: First
            family_name: Last
            grade_level: Grade
        - id: attendance
          entity: attendance
          files: ["attendance*.csv"]
          recognise: [StudentNumber, SchoolCode, Day, AttendanceCode]
          columns:
            student_id: StudentNumber
            school_id: SchoolCode
            attended_on: Day
            status: {from: AttendanceCode, codes: attendance}
        - id: scores
          entity: assessment_result
          files: ["scores*.csv"]
          recognise: [TermName, StudentID, TestRITScore]
          load: replace
          columns:
            student_id: StudentID
            student_state_id: {from: StateID, optional: true}
            platform: {constant: nwea_map}
            subject: {from: Subject, codes: subjects}
            school_year: {from: TermName, extract: '(\\d{4})-(\\d{4})', group: 2}
            season: {from: TermName, extract: '^(\\w+)', codes: seasons}
            tested_on: TestStartDate
            score: {from: TestRITScore, min: 100, max: 350}
            score_scale: {constant: rit}
            percentile: TestPercentile
          ignore: ["Goal*"]
        - id: demographics
          entity: demographics
          recognise: [StudentNumber, Born, Ell, Sped, Lunch]
          columns:
            student_id: StudentNumber
            birth_on: Born
            is_ell: Ell
            is_sped: Sped
            frl_status: {from: Lunch, codes: {F: free, R: reduced, N: none}}
        - id: grades
          entity: course_grade
          recognise: [StudentNumber, Course, Year, Term, Percent]
          columns:
            student_id: StudentNumber
            course_code: Course
            school_year: Year
            term: Term
            percent: Percent
      codes:
        attendance: {P: present, AE: absent_excused, AU: absent_unexcused, T: tardy}
        subjects: {Mathematics: math, Math: math, Reading: reading}
        seasons: {Fall: fall, Winter: winter, Spring: spring}
      """;

  static final String SCHOOLS = """
      SchoolKey,SchoolName,SchoolCode
      org-1,Maple Elementary,021
      """;

  static final String PEOPLE = """
      PersonKey,StudentNumber,StateNumber,Role,Email,First,Last,Grade
      p1,0012345,9001,student,mari@maple.example,Mari,Berg,05
      p2,0012346,9002,student,omar@maple.example,Omar,"Diaz, Jr.",KG
      p3,0012347,9003,student,lena@maple.example,Léna,Okafor,3
      t1,T-7,,teacher,ms.hill@maple.example,Ruth,Hill,
      """;

  static final String ATTENDANCE = """
      StudentNumber,SchoolCode,Day,AttendanceCode
      0012345,021,2026-03-02,P
      0012345,021,2026-03-03,AE
      0012346,021,3/2/2026,T
      0012347,021,20260302,au
      """;

  static final String SCORES = """
      TermName,StudentID,StateID,Subject,TestStartDate,TestRITScore,TestPercentile,Goal1
      Fall 2025-2026,0012345,9001,Mathematics,9/15/2025,214,61,x
      Winter 2025-2026,0012345,9001,Mathematics,1/20/2026,219,64,x
      Fall 2025-2026,0012346,9002,Reading,2025-09-16,188,40,x
      """;

  private MapleValley() {}

  static District at(Path folder) {
    return new District(folder).mapping("maple.yml", MAPPING);
  }

  /// With its roster.
  static District settled(Path folder) {
    return at(folder).file("schools.csv", SCHOOLS).file("people.csv", PEOPLE);
  }
}
