"""The rows behind figures of plans, certificates and trained members."""

from foundation.errors import N_
from foundation.organisation import queries as organisation
from training.queries.gathered import Gathered
from training.queries.listing import UNIT, Line, Listing, full_names, people_by_unit

PLAN_CODES = ("plan_courses", "plan_turns", "plan_courses_percent", "plan_turns_percent")
PAPER_CODES = ("certificates_issued", "certificates_reissued", "certificates_revoked")


def trained_members(rows: Gathered, _code: str, with_names: bool) -> Listing:
    """Return the members who completed a class, each with the newest one."""
    found, on = rows.trained_members, rows.scope.as_of
    if not with_names:
        return people_by_unit(rows, [(one.unit_id, one.person_id, on) for one in found])
    units = full_names(rows, organisation.unit_rows({one.unit_id for one in found}, on))
    people = organisation.people({one.person_id for one in found})
    lines = [
        Line((people[one.person_id].full_name, units[one.unit_id], one.course_title,
              one.recognised_on))
        for one in sorted(found, key=lambda one: people[one.person_id].name_key)
    ]  # fmt: skip
    columns = (N_("Full name"), UNIT, N_("Newest class completed"), N_("Recognised on"))
    return Listing(columns, tuple(lines), has_names=True)


def plan(rows: Gathered, _code: str, _with_names: bool) -> Listing:
    """Return the lines of the yearly plans, each with what was carried out in that year."""
    names = organisation.unit_names({one.unit_id for one in rows.plan}, rows.scope.as_of)
    lines = []
    for one in rows.plan:
        of = (one.year, one.programme_id, one.unit_id)
        ids = {
            course.id
            for course in rows.courses
            if (course.recognised_on.year, course.programme_id, course.unit_id) == of
        }
        turns = sum(part.is_passed and part.course_id in ids for part in rows.learning)
        is_good = len(ids) >= one.courses and turns >= one.learners
        words = (one.programme_name, names[one.unit_id], str(one.year))
        lines.append(Line((*words, one.courses, len(ids), one.learners, turns), is_good=is_good))
    columns = (N_("Programme"), UNIT, N_("Year"), N_("Classes planned"), N_("Classes held"),
               N_("Learners planned"), N_("Turns completed"))  # fmt: skip
    return Listing(columns, tuple(lines))


def papers(rows: Gathered, code: str, with_names: bool) -> Listing:
    """Return the lines of the register: issued, issued again or revoked."""
    found = [one for one in rows.certificates.rows if f"certificates_{one.act}" == code]
    if not with_names:
        issued = [(one.unit_id, one.document_id, one.on) for one in found]
        return people_by_unit(rows, issued, N_("Certificates"))
    names = organisation.unit_names({one.unit_id for one in found}, rows.scope.as_of)
    lines = [
        Line((one.number_text, one.holder_name, names[one.unit_id], one.on))
        for one in sorted(found, key=lambda one: (one.on, one.document_id))
    ]
    columns = (N_("Number"), N_("Full name"), N_("Issuer"), N_("Day"))
    return Listing(columns, tuple(lines), has_names=True)
