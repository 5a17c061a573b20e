-- What a letter mark is worth on the four-point scale, and whether it passes.
select cast(mark as varchar(5)) as mark, cast(points as decimal(4, 2)) as points, mark not in ('F', 'E') as is_passing,
       mark in ('D+', 'D', 'D-', 'F', 'E') as is_d_or_f
from (values ('A+', 4.0), ('A', 4.0), ('A-', 3.7), ('B+', 3.3), ('B', 3.0), ('B-', 2.7), ('C+', 2.3), ('C', 2.0),
             ('C-', 1.7), ('D+', 1.3), ('D', 1.0), ('D-', 0.7), ('F', 0.0), ('E', 0.0)) as scale (mark, points)
