-- One row per school, window, test and basis: how far the school is above schools with the same grades, its intake taken into account, with interval or reason.
select school_key as school_id, school_year, season, subject, platform, basis, students, peers, mean_score, effect, effect_low, effect_high, shrunk_effect, shrunk_low, shrunk_high, kept, reason
from equity.school_comparison
