"""What the papers of a class say: rows of the database as plain words."""

from dataclasses import replace
from datetime import date

from foundation.documents import queries as documents
from foundation.documents.paper import Paper, Signing
from foundation.organisation import queries as organisation
from training.models import CourseResult, CourseSite, Enrolment, Lesson, Recognition
from training.queries.counting import course_figures
from training.queries.loading import CourseWhole
from training.queries.outcomes import attendance_over, grade_of, results_of, roll_of, standing
from training.queries.roll import heat
from training.rules.papers import lists, opening, reports, results
from training.rules.papers.results import DecisionWords
from training.rules.papers.words import (
    CourseWords,
    LearnerRow,
    LessonRow,
    Letterhead,
    MarkedPaper,
    MarkRow,
    ResultRow,
    RollLine,
    basis_lines,
)
from training.rules.shown import plain
from training.rules.states import HalfDay, PaperKind, Presence

HALVES = {HalfDay.MORNING: "Sáng", HalfDay.AFTERNOON: "Chiều", HalfDay.EVENING: "Tối"}
GENDERS = {"male": "Nam", "female": "Nữ"}
GIVEN = {
    PaperKind.CERTIFICATE: "giấy chứng nhận",
    PaperKind.BLANK: "bằng tốt nghiệp",
    PaperKind.NONE: "",
}
"""What a decision of recognition gives."""


def letterhead(whole: CourseWhole, day: date) -> Letterhead:
    """Return the head of a class's paper, signed by the head of its unit on that day."""
    unit_id = whole.course.unit_id
    look = documents.paper_look(unit_id, day)
    heads = [one for one in documents.signers_on(unit_id, day) if one.is_head]
    signing = Signing(heads[0].post_title.upper(), heads[0].full_name) if heads else Signing("")
    return Letterhead(
        upper_body=look.upper_body,
        issuing_body=look.issuing_body,
        place=look.place,
        day=day,
        profile=look.profile,
        signing=(signing,),
    )


def _with_recipients(whole: CourseWhole, head: Letterhead, *first: str) -> Letterhead:
    """Return the head with who gets the paper: those named, the body above, the files."""
    look = documents.paper_look(whole.course.unit_id, head.day)
    above = (f"{look.upper_body} (để báo cáo)",) if look.upper_body else ()
    return replace(head, recipients=(*first, *above, f"Lưu {look.sign}".strip()))


def course_words(whole: CourseWhole) -> CourseWords:
    """Return the class as papers name it."""
    course = whole.course
    opened = f" ngày {course.opened_on:%d/%m/%Y}" if course.opened_on else ""
    return CourseWords(
        title=course.title,
        programme=whole.programme.name,
        first_day=course.starts_on,
        last_day=course.ends_on,
        periods=whole.periods or whole.version.periods,
        cohort=course.cohort,
        place=course.place,
        partners=course.partners,
        opening=f"Quyết định số {course.opening_number}{opened}" if course.opening_number else "",
    )


def learners_paper(whole: CourseWhole, day: date) -> Paper:
    """Return the list of learners."""
    rows = _learners(whole, has_more=True)
    return lists.learners_paper(letterhead(whole, day), course_words(whole), rows)


def opening_paper(whole: CourseWhole, day: date) -> Paper:
    """Return the decision that opened the class, with the list of its learners."""
    course = whole.course
    head = letterhead(whole, course.opened_on or day).numbered(course.opening_number)
    head = _with_recipients(whole, head, "Như Điều 3")
    words = replace(course_words(whole), opening="")
    decision = _decision_words(whole, head, "Căn cứ kế hoạch đào tạo, bồi dưỡng của năm")
    return opening.opening_paper(head, words, decision, _learners(whole))


def _learners(whole: CourseWhole, *, has_more: bool = False) -> list[LearnerRow]:
    """Return the learners; with more, what their unit collects for a purpose it has named."""
    people = organisation.people({one.person_id for one in whole.learners})
    return [
        LearnerRow(
            number=place,
            full_name=one.full_name,
            birth=one.birth_text,
            gender=GENDERS.get(people[one.person_id].gender or "", ""),
            post=one.post_text,
            unit=one.sending_unit_name,
            joined_on=_day(people[one.person_id].admitted_on) if one.is_member else "",
            ethnicity=people[one.person_id].ethnicity or "" if has_more else "",
            phone=people[one.person_id].phone or "" if has_more else "",
        )
        for place, one in enumerate(whole.learners, start=1)
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _lessons(whole: CourseWhole, site: CourseSite | None = None) -> list[LessonRow]:
    sites = {site.id: site.name for site in whole.sites}
    return [
        LessonRow(
            number=place,
            day=lesson.held_on,
            half_day=HALVES[HalfDay[lesson.half_day]],
            title=lesson.title,
            periods=lesson.periods,
            teacher=lesson.teacher,
            site=sites.get(lesson.site_id or 0, ""),
        )
        for place, lesson in enumerate(whole.counted, start=1)
        if _is_at(lesson, site)
    ]


def _is_at(one: Lesson | Enrolment, site: CourseSite | None) -> bool:
    """Return whether a lesson or learner belongs to a site; one without a site belongs to all."""
    return site is None or one.site_id in (None, site.id)


def schedule_paper(whole: CourseWhole, day: date) -> Paper:
    """Return the schedule."""
    return lists.schedule_paper(letterhead(whole, day), course_words(whole), _lessons(whole))


def roll_paper(
    whole: CourseWhole, day: date, *, is_blank: bool = False, site: CourseSite | None = None
) -> Paper:
    """Return the roll, filled or blank; of one site its lessons, learners and periods only."""
    roll = roll_of(whole)
    held = [lesson for lesson in whole.lessons if _is_at(lesson, site)]
    lines = [
        RollLine(
            number=place,
            full_name=row.enrolment.full_name,
            unit=row.enrolment.sending_unit_name,
            signs=tuple(
                _sign(cell, plain(roll[row.enrolment.id, lesson.id].lost) if cell else "")
                for cell, lesson in zip(row.cells, whole.counted, strict=True)
                if _is_at(lesson, site)
            ),
            attended=plain(attendance_over(whole, row.enrolment.id, held, roll).attended),
        )
        for place, row in enumerate(
            (one for one in heat(whole).rows if _is_at(one.enrolment, site)), start=1
        )
    ]
    return lists.roll_paper(
        letterhead(whole, day),
        course_words(whole),
        _lessons(whole, site),
        lines,
        site=site.name if site else "",
        is_blank=is_blank,
    )


def _sign(presence: Presence | None, lost: str) -> str:
    if presence is None:
        return ""
    if presence is Presence.PRESENT:
        return "x"
    return f"M{lost}" if presence is Presence.LATE else presence.letter


def marks_paper(whole: CourseWhole, day: date) -> Paper:
    """Return the sheet of marks."""
    papers = [MarkedPaper(one.title, plain(one.weight), one.markers) for one in whole.rules.papers]
    rows = [
        MarkRow(
            number=place,
            full_name=row.enrolment.full_name,
            birth=row.enrolment.birth_text,
            marks=tuple(one.value for one in row.outcome.papers),
            final=row.outcome.mark,
            grade=grade_of(whole, row.outcome),
        )
        for place, row in enumerate(standing(whole), start=1)
    ]
    head, places = letterhead(whole, day), whole.rules.places
    return results.marks_paper(head, course_words(whole), papers, rows, places=places)


def _passed(
    whole: CourseWhole, decision: Recognition | None
) -> list[tuple[Enrolment, CourseResult]]:
    frozen = results_of(whole.course.id)
    return [
        (one, kept)
        for one in whole.enrolments
        if (kept := frozen.get(one.id))
        and kept.is_passed
        and decision
        and kept.recognition_id == decision.id
    ]


def decision_paper(whole: CourseWhole, day: date, found: Recognition | None = None) -> Paper:
    """Return a decision that recognised results, with its list; the first one unless told."""
    found = found or whole.recognition
    head = letterhead(whole, found.decided_on if found else day)
    people = organisation.people({one.person_id for one in whole.enrolments})
    rows = [
        ResultRow(
            number=place,
            full_name=one.full_name,
            birth=one.birth_text,
            gender=GENDERS.get(people[one.person_id].gender or "", ""),
            unit=one.sending_unit_name,
            grade=result.label or "Đạt",
            final=result.mark,
        )
        for place, (one, result) in enumerate(_passed(whole, found), start=1)
    ]
    if found is not None:
        signed = Signing(found.signer_office.upper(), found.signer_name)
        head = head.numbered(found.number, signing=(signed,) if found.signer_name else ())
    gives = GIVEN[PaperKind[whole.version.paper]]
    head = _with_recipients(whole, head, "Như Điều 3" if gives else "Như Điều 2")
    words = _decision_words(whole, head, "Căn cứ kết quả học tập, rèn luyện của học viên")
    grades = tuple(band.label for band in whole.rules.bands)
    words = replace(words, grades=grades, gives=gives, places=whole.rules.places)
    first = whole.recognition
    if found is not None and first is not None and found.id != first.id:
        earlier = f"Căn cứ {_decision_line(first)} về việc công nhận kết quả của lớp"
        words = replace(words, bases=(*words.bases[:-1], earlier, words.bases[-1]), is_further=True)
    return results.decision_paper(head, course_words(whole), words, rows)


def _decision_line(found: Recognition) -> str:
    return f"Quyết định số {found.number} ngày {found.decided_on:%d/%m/%Y}"


def _decision_words(whole: CourseWhole, head: Letterhead, reason: str) -> DecisionWords:
    return DecisionWords(
        decider=head.signing[0].office or head.issuing_body,
        bases=(*basis_lines(whole.version.legal_basis), reason),
        carriers="Các bộ phận liên quan và học viên có tên tại Điều 1",
    )


def report_paper(whole: CourseWhole, day: date, refused: tuple[tuple[str, str], ...]) -> Paper:
    """Return the report of the class; ``refused`` names who did not pass, and why."""
    decisions = tuple((_decision_line(one), len(_passed(whole, one))) for one in whole.recognitions)
    remarks = tuple(whole.course.remarks.splitlines())
    figures = replace(course_figures(whole), refused=refused, decisions=decisions, remarks=remarks)
    head = _with_recipients(whole, letterhead(whole, day))
    return reports.course_report(head, course_words(whole), figures)
