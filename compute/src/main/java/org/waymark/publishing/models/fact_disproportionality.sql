-- One row per year, outcome, population and race or ethnicity, district-wide.
select school_year, outcome, population, race_ethnicity, cases, children, risk, other_cases, other_children, other_risk, risk_ratio, ratio_low, ratio_high, threshold, is_over_threshold, years_over, reason
from equity.risk_ratio
