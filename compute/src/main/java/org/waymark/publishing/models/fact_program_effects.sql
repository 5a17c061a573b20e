-- One row per program, school year and subject: change from fall to spring of participants beside matched non-participants, with interval, what differed before, and cost.
select program, school_year, subject, enrolled, participants, unmatched, matches, participant_change, matched_change, baseline_difference, is_comparable, gain, gain_low, gain_high, p_value, p_listed, gain_given_fall, gain_given_fall_low, gain_given_fall_high, yardstick, cost_usd, cost_per_student, cost_per_sd, reason, cost_reason
from programs.effect
