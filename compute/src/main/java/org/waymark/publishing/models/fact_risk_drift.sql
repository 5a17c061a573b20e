-- One row per signal while a model is in charge: what has changed since it was trained.
select drift.model_id, drift.signal, drift.subject, drift.value, drift.limit_value, drift.is_over, drift.reason, drift.needs_retraining
from risk.drift
