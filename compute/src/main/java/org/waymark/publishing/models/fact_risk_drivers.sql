-- One row per school, or the whole district, and topic: what moves the chances there.
select driver.school_key as school_id, driver.feature, driver.students, driver.mean_contribution, driver.mean_size, driver.raised, driver.reason
from risk.driver
