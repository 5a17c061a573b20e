-- One row per learning standard, shipped or named by this year's files.
select known_standard.standard_code, known_standard.standard_order, known_standard.subject, known_standard.area, known_standard.grade_level,
       known_standard.last_grade_level, known_standard.domain_code, known_standard.domain, known_standard.description,
       known_standard.weight, known_standard.weight_basis, known_standard.is_shipped,
       cast(run.mastery_score as double) as mastery_score, cast(run.class_gap_share as double) as class_gap_share
from gaps.known_standard
cross join engine.run
