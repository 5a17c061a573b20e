-- The grades that Waymark knows, in order, each with its band.
select cast(grade_level as varchar(10)) as grade_level, cast(grade_order as int) as grade_order, cast(grade_band as varchar(10)) as grade_band
from (values ('PK', -1, 'K-5'), ('K', 0, 'K-5'), ('1', 1, 'K-5'), ('2', 2, 'K-5'), ('3', 3, 'K-5'), ('4', 4, 'K-5'),
             ('5', 5, 'K-5'), ('6', 6, '6-8'), ('7', 7, '6-8'), ('8', 8, '6-8'), ('9', 9, '9-12'), ('10', 10, '9-12'),
             ('11', 11, '9-12'), ('12', 12, '9-12')) as known (grade_level, grade_order, grade_band)
