"""What the report of a class counts: who came, who passed, women, minorities, ages, grades."""

from collections import Counter

from foundation.organisation import queries as organisation
from foundation.rounding import half_up
from training.queries.loading import CourseWhole
from training.queries.outcomes import standing
from training.queries.roll import heat
from training.rules.ages import age_groups
from training.rules.figures import MAJORITY
from training.rules.papers.words import CourseFigures, GradeCount


def course_figures(whole: CourseWhole) -> CourseFigures:
    """Return what the report counts; women and minorities only where recorded for somebody."""
    rows = standing(whole)
    people = organisation.people({row.enrolment.person_id for row in rows})
    known = [people[row.enrolment.person_id] for row in rows]
    genders = [one.gender for one in known if one.gender]
    ethnic = [one.ethnicity for one in known if one.ethnicity]
    births = [(one.birth_date, one.birth_year) for one in known]
    passed = [row for row in rows if row.outcome.is_passed]
    counted = Counter(row.outcome.label for row in passed)
    share, rule = heat(whole).share, whole.rules.attendance
    of_all = whole.rules.percent_of == "enrolled" and bool(whole.rules.bands)
    return CourseFigures(
        enrolled=len(rows),
        attended=sum(row.outcome.attendance.attended > 0 for row in rows),
        eligible=sum(row.outcome.attendance.is_enough(rule) for row in rows),
        passed=len(passed),
        women=genders.count("female") if genders else None,
        minority=sum(one != MAJORITY for one in ethnic) if ethnic else None,
        ages=age_groups(births, whole.course.ends_on),
        grades=(
            *(GradeCount(band.label, counted[band.label]) for band in whole.rules.bands),
            *([GradeCount(whole.rules.failed_label, len(rows) - len(passed))] if of_all else []),
        ),
        percent_of_all=of_all,
        attendance_percent=f"{half_up(100 * share, 1)}%".replace(".", ",") if share else "",
    )
