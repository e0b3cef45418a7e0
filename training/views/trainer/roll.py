"""The roll of a lesson: big ticks, what differs, the projector's code, a roll typed from paper."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import asking, clock
from foundation.account.guards import requires, signed_in_user
from foundation.documents import pdf
from foundation.documents.papers import public_address
from foundation.errors import InvalidInput, NotFound
from foundation.live import live_page
from foundation.text import grouped
from foundation.typed import number_of
from training.models import CourseSite, Lesson
from training.queries.loading import CourseWhole
from training.queries.outcomes import open_conflicts
from training.queries.roll import changes_of, roll_page
from training.rules import rolling
from training.rules.roll import Said
from training.rules.states import LessonState, Presence, RollSource
from training.services import attendance
from training.services.attendance import RollOutcome
from training.services.keeping_roll import Tick
from training.views import scope
from training.views.deeds import back_to
from training.views.trainer.blueprint import TEACH, blueprint


def _presence(name: str) -> Presence:
    if name not in Presence.__members__:
        raise InvalidInput
    return Presence[name]


def _said(name: str, lost: str) -> Said:
    """Return what a form says; ``lost`` counts only for whoever was late."""
    presence = _presence(name)
    if presence is not Presence.LATE:
        return Said(presence)
    try:
        return Said(presence, number_of(lost or "0"))
    except ValueError as error:
        raise InvalidInput from error


@blueprint.get("/<public_id>/diem-danh")
@requires(TEACH)
def todays_roll(public_id: str) -> ResponseReturnValue:
    """Lead to the roll of today's lesson, else of the next, else of the last one."""
    whole = scope.taught_course(public_id)
    today = clock.today()
    of_today = [one for one in whole.counted if one.held_on == today and _is_open(one)]
    lesson = next(iter(of_today), None) or whole.next_lesson
    if lesson is None and whole.taught:
        lesson = whole.taught[-1]
    if lesson is None:
        return redirect(url_for("course_trainer.show_strip", public_id=public_id), code=303)
    return redirect(
        url_for(".show_roll", public_id=public_id, lesson_id=lesson.public_id), code=303
    )


def _is_open(lesson: Lesson) -> bool:
    return lesson.state == LessonState.PLANNED.name


@blueprint.get("/<public_id>/diem-danh/<lesson_id>")
@requires(TEACH)
def show_roll(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Show the roll of a lesson as a list of big ticks."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    sites = {one.id: one.name for one in whole.sites}
    chosen = _site(whole)
    return render_template(
        "training/trainer/show_roll.html",
        whole=whole,
        lesson=lesson,
        roll=roll_page(whole, lesson, chosen.id if chosen else None),
        chosen=chosen.public_id if chosen else None,
        site=chosen.name if chosen else sites.get(lesson.site_id or 0, whole.course.place),
        changes=changes_of(whole, lesson),
        others=(Presence.LATE, Presence.EXCUSED, Presence.ABSENT, Presence.MADE_UP),
    )


def _site(whole: CourseWhole) -> CourseSite | None:
    """Return the place whose roll is looked at; None for everybody of the class."""
    wanted = request.args.get("diem-hoc")
    return next((one for one in whole.sites if one.public_id == wanted), None)


def _back(whole: CourseWhole, lesson: Lesson, words: str | None) -> ResponseReturnValue:
    """Return to the roll as it was looked at: of one place, or of all."""
    site = _site(whole)
    here = {"public_id": whole.course.public_id, "lesson_id": lesson.public_id}
    return back_to(".show_roll", words, **here, **({"diem-hoc": site.public_id} if site else {}))


@blueprint.post("/<public_id>/diem-danh/<lesson_id>")
@requires(TEACH)
def tick(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Keep one tick of the list."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    one = whole.enrolment(request.form.get("learner", ""))
    seen = request.form.get("seen", "")
    said = _said(request.form.get("mark", ""), request.form.get("lost", "1"))
    found = attendance.mark_roll(
        lesson.id,
        {one.id: Tick(said, _presence(seen) if seen else None)},
        RollSource.LIST,
        request.form.get("reason", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return _back(whole, lesson, _told(found) if found.conflicts else None)


@blueprint.post("/<public_id>/diem-danh/<lesson_id>/tat-ca")
@requires(TEACH)
def tick_rest(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Mark everybody present who has no mark yet."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    site = _site(whole)
    rows = roll_page(whole, lesson, site.id if site else None).rows
    rest = {row.enrolment.id: Tick(Said(Presence.PRESENT)) for row in rows if not row.presence}
    found = attendance.mark_roll(
        lesson.id, rest, RollSource.LIST, actor_id=signed_in_user().id, at=clock.now()
    )
    return _back(whole, lesson, _told(found))


def _told(found: RollOutcome) -> str:
    words = ngettext("%(num)s mark is kept.", "%(num)s marks are kept.", found.taken)
    if found.conflicts:
        more = ngettext(
            "%(num)s contradicts what stands; decide it below.",
            "%(num)s contradict what stands; decide them below.",
            found.conflicts,
        )
        return f"{words} {more}"
    return words


@blueprint.post("/<public_id>/diem-danh/<lesson_id>/xong")
@requires(TEACH)
def finish_roll(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """End the roll: whoever has no mark was absent without leave."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    absent = attendance.finish_roll(lesson.id, actor_id=signed_in_user().id, at=clock.now())
    words = ngettext(
        "The roll is finished; %(num)s without a mark is absent without leave.",
        "The roll is finished; %(num)s without a mark are absent without leave.",
        absent,
    )
    return back_to(".show_strip", words, public_id=public_id)


@blueprint.post("/<public_id>/mau-thuan/<conflict_id>")
@requires(TEACH)
def settle(public_id: str, conflict_id: str) -> ResponseReturnValue:
    """Decide a contradiction."""
    whole = scope.taught_course(public_id)
    lessons = {one.id: one.public_id for one in whole.lessons}
    for one in open_conflicts(whole.course.id):
        if one.public_id == conflict_id:
            attendance.settle_conflict(
                one.id,
                is_taken=request.form.get("take") == "new",
                reason=request.form.get("reason", ""),
                actor_id=signed_in_user().id,
                at=clock.now(),
            )
            lesson_id = lessons[one.lesson_id]
            words = _("The contradiction is settled.")
            return back_to(".show_roll", words, public_id=public_id, lesson_id=lesson_id)
    raise NotFound


@blueprint.route("/<public_id>/so-giay/<lesson_id>", methods=["GET", "POST"])
@requires(TEACH)
def type_roll(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Type in a roll kept on paper; what differs from what stands waits for a decision."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    if request.method == "GET" or asking.refused():
        return render_template(
            "training/trainer/type_roll.html",
            whole=whole,
            lesson=lesson,
            roll=roll_page(whole, lesson),
            presences=list(Presence),
            typed=request.form,
            filled=Presence.PRESENT.name if request.args.get("dien") == "co-mat" else "",
            said=asking.refused(),
        )
    asking.come_back()
    found = attendance.mark_roll(
        lesson.id,
        _typed(whole),
        RollSource.PAPER,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_roll", _told(found), public_id=public_id, lesson_id=lesson_id)


def _typed(whole: CourseWhole) -> dict[int, Tick]:
    ticks = {}
    for one in whole.present:
        mark = request.form.get(f"mark-{one.public_id}", "")
        if mark:
            lost = request.form.get(f"lost-{one.public_id}", "") or "1"
            ticks[one.id] = Tick(_said(mark, lost))
    return ticks


@blueprint.get("/<public_id>/man-chieu/<lesson_id>")
@requires(TEACH)
def project(public_id: str, lesson_id: str) -> ResponseReturnValue:
    """Show the code of a lesson on the projector; it changes every 20 seconds."""
    whole = scope.taught_course(public_id)
    lesson = whole.lesson(lesson_id)
    if lesson.state == LessonState.CANCELLED.name:
        raise NotFound
    at = clock.now()
    code = rolling.code_now(lesson.secret, lesson.public_id, at)
    path = url_for("course_learner.sign_in", lesson_id=lesson.public_id, code=code)
    roll = roll_page(whole, lesson)
    return live_page(
        "training/trainer/project.html",
        whole=whole,
        lesson=lesson,
        qr=pdf.qr_svg(_address(path)),
        code=grouped(code),
        address=_address(url_for("course_learner.enter")).partition("://")[2],
        seconds=rolling.seconds_left(at),
        here=roll.here,
        total=len(roll.rows),
    )


def _address(path: str) -> str:
    """Return the address learners reach: the public one, else the one this page came by."""
    if current_app.config["PUBLIC_URL"]:
        return public_address(path)
    return request.host_url.rstrip("/") + path
