-- One row per standard and each standard right before it.
select standard_code, requires_code from gaps.prerequisite
