"""Certificates of a recognised class: one for everybody who passed, by the job for many."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from foundation.days import read_day
from foundation.db import session, transactional
from foundation.documents import pdf
from foundation.documents import queries as papers
from foundation.documents import services as documents
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.paper import Signing
from foundation.documents.papers import public_address
from foundation.documents.queries import PaperLook, Signature
from foundation.documents.services import CannotIssue, DocumentDraft, RegisterWords
from foundation.documents.services.batches import BatchRequest, draft_maker
from foundation.documents.wording import born_words
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from training.models import Course, CourseResult, Enrolment, Recognition
from training.queries.certificates import decided_on
from training.queries.loading import CourseWhole, course_whole
from training.queries.papers import GENDERS, course_words
from training.rules.papers.results import CertificateWords, certificate_face
from training.rules.papers.words import Letterhead
from training.rules.states import FROZEN, Address, PaperKind
from training.services.guarding import course_in

KIND = "training.certificates"
SUBJECT = "course_result"
SERIES = "GCN"
PREVIEW = "XEM THỬ"
NO_BIRTH = N_("No date of birth, the certificate cannot be printed")


class NoCertificate(Refusal):
    """The programme gives no certificate that is printed here."""

    message = N_("This programme gives no certificate that can be printed: %(paper)s.")


class NobodyPassed(Refusal):
    """Nobody of the class gets a certificate."""

    message = N_("Nobody of this class has passed.")


class DatedBeforeDecision(InvalidInput):
    """A certificate would be older than the decision it rests on."""

    field = "issued_on"
    message = N_("Certificates cannot be dated before their decision of %(day)s.")


@dataclass(frozen=True)
class SignerWords:
    """The signature as it stands on the paper, frozen into the batch."""

    authority: str
    office: str
    name: str


def signer_words(signature: Signature) -> SignerWords:
    """Return a signature's words; the authorisation was checked for the day."""
    return SignerWords(signature.authority, signature.office, signature.name)


def signer_on(course_id: int, signer_id: int, day: date) -> SignerWords:
    """Return the signature under certificates of a class on a day.

    Raises:
        NotInPost, NotAuthorised: the signer may not sign on that day.
    """
    look = papers.paper_look(session.get_one(Course, course_id).unit_id, day)
    return signer_words(papers.signature_of(signer_id, "certificates", day, look.profile))


@transactional
def request_certificates(
    course_id: int, signer_id: int, issued_on: date, *, actor_id: int, at: datetime
) -> Batch:
    """Ask for a certificate for everybody who passed, in the order of the list.

    Decisions whose learners all have theirs are left out.

    Raises:
        NotInThisCourseState: the results are not recognised.
        NotInPost, NotAuthorised: the signer may not sign on that day.
        NoCertificate, NobodyPassed: there is nothing to issue.
        DatedBeforeDecision: a decision among them is younger than the certificates.
    """
    course = course_in(course_id, *FROZEN)
    waiting = _waiting(course_id)
    if issued_on < (decided := decided_on(waiting)):
        raise DatedBeforeDecision(day=f"{decided:%d/%m/%Y}")
    request = BatchRequest(
        kind=KIND,
        title=course.title,
        unit_id=course.unit_id,
        subject_kind=SUBJECT,
        subject_ids=waiting,
        arguments=_arguments(course_id, signer_on(course_id, signer_id, issued_on), issued_on),
        back_url=f"/lop/{course.public_id}/ket-qua",
    )
    return documents.request_batch(request, actor_id=actor_id, at=at)


@transactional
def issue_certificates(
    course_id: int, signer: SignerWords, issued_on: date, *, actor_id: int | None, at: datetime
) -> list[IssuedDocument]:
    """Issue the certificates of a class without a worker, as the demo does for its past."""
    course_in(course_id, *FROZEN)
    made = certificate_drafts(_arguments(course_id, signer, issued_on), _passed(course_id))
    drafts = [one for one in made if isinstance(one, DocumentDraft)]
    return documents.issue_many(drafts, actor_id=actor_id, at=at)


def _arguments(course_id: int, signer: SignerWords, issued_on: date) -> dict[str, Any]:
    return {"course_id": course_id, "signer": asdict(signer), "day": issued_on.isoformat()}


def _passed(course_id: int) -> list[int]:
    whole = course_whole(course_id)
    if whole.version.paper != PaperKind.CERTIFICATE.name:
        raise NoCertificate(paper=PaperKind[whole.version.paper])
    ids = session.scalars(
        select(CourseResult.id)
        .join(Enrolment, Enrolment.id == CourseResult.enrolment_id)
        .where(Enrolment.course_id == course_id, CourseResult.is_passed)
        .order_by(Enrolment.number)
    ).all()
    if not ids:
        raise NobodyPassed
    return list(ids)


def _waiting(course_id: int) -> list[int]:
    """Return who passed by those decisions under which somebody has no certificate yet."""
    ids = _passed(course_id)
    found = session.execute(
        select(CourseResult.id, CourseResult.recognition_id).where(CourseResult.id.in_(ids))
    )
    decision = dict(found.all())
    issued = papers.documents_of(SUBJECT, ids)
    open_ones = {decision[one] for one in ids if one not in issued}
    return [one for one in ids if decision[one] in open_ones] or ids


@draft_maker(KIND)
def certificate_drafts(
    arguments: dict[str, Any], result_ids: Sequence[int]
) -> list[DocumentDraft | CannotIssue]:
    """Return the certificates of some results of one class, or why there is none."""
    whole = course_whole(arguments["course_id"])
    day = date.fromisoformat(arguments["day"])
    face = _Face(
        whole=whole,
        look=papers.paper_look(whole.course.unit_id, day),
        signer=SignerWords(**arguments["signer"]),
        day=day,
    )
    rows = session.execute(
        select(CourseResult, Enrolment)
        .join(Enrolment, Enrolment.id == CourseResult.enrolment_id)
        .where(CourseResult.id.in_(result_ids), Enrolment.course_id == whole.course.id)
    )
    by_id = {result.id: (result, one) for result, one in rows}
    people = organisation.people({one.person_id for _result, one in by_id.values()})
    made: list[DocumentDraft | CannotIssue] = []
    for result_id in result_ids:
        result, one = by_id[result_id]
        if not one.birth_text:
            made.append(CannotIssue(one.full_name, NO_BIRTH))
            continue
        printed = read_day(one.birth_text, day)
        born = printed.whole if printed and printed.whole else people[one.person_id].birth_date
        made.append(
            face.draft(result, one, born, GENDERS.get(people[one.person_id].gender or "", ""))
        )
    return made


def preview_certificate(course_id: int, signer: SignerWords, day: date) -> bytes:
    """Return how the first certificate of a class would look: no number, no code, kept nowhere.

    Raises:
        NotInThisCourseState: the results are not recognised.
        NoCertificate, NobodyPassed: there is nothing to issue.
    """
    course_in(course_id, *FROZEN)
    made = certificate_drafts(_arguments(course_id, signer, day), _passed(course_id))
    draft = next((one for one in made if isinstance(one, DocumentDraft)), None)
    if draft is None:
        raise NobodyPassed
    address = public_address("/xm")
    words = {"name": draft.holder_name, "number": PREVIEW, "code": PREVIEW, "address": address}
    sheet = {**draft.content, **words, "qr": pdf.qr_picture(address)}
    return pdf.render(draft.template, {"sheets": [sheet]})


@dataclass(frozen=True)
class _Face:
    """What all certificates of a class have in common."""

    whole: CourseWhole
    look: PaperLook
    signer: SignerWords
    day: date

    def draft(
        self, result: CourseResult, one: Enrolment, born: date | None, gender: str
    ) -> DocumentDraft:
        """Return one learner's certificate."""
        whole, label = self.whole, result.label if self.whole.rules.print_label else ""
        programme = whole.programme.name
        return DocumentDraft(
            kind="certificate",
            template="certificate",
            series=SERIES,
            issuer_unit_id=whole.course.unit_id,
            holder_name=one.full_name,
            holder_person_id=one.person_id,
            holder_birth_date=born,
            title=" – ".join(dict.fromkeys([programme, whole.course.title])),
            content=self._words(one, label),
            subject_kind=SUBJECT,
            subject_id=result.id,
            issued_on=self.day,
            is_confidential=whole.version.discloses_view,
            facts=[["Chương trình", programme], ["Lớp", whole.course.title]],
            register=RegisterWords(
                birth=one.birth_text,
                gender=gender,
                unit=one.sending_unit_name,
                programme=programme,
                course=class_words(whole.course),
                decision=self._decision(result),
                grade=result.label,
                signer=f"{self.signer.name}, {self.signer.office}",
            ),
        )

    def _decision(self, result: CourseResult) -> str:
        found = self.whole.recognitions
        return decision_words(next(one for one in found if one.id == result.recognition_id))

    def _words(self, one: Enrolment, label: str) -> dict[str, Any]:
        head = Letterhead(
            upper_body=self.look.upper_body,
            issuing_body=self.look.issuing_body,
            place=self.look.place,
            day=self.day,
            profile=self.look.profile,
            signing=(Signing(self.signer.office, self.signer.name, self.signer.authority),),
        )
        words = CertificateWords(
            full_name=one.full_name,
            birth=born_words(one.birth_text),
            unit=one.sending_unit_name,
            grade=label,
            is_party_member=one.address == Address.COMRADE.name,
            issuer_title=self.look.issuing_body,
        )
        course = replace(
            course_words(self.whole), periods=sum(lesson.periods for lesson in self.whole.taught)
        )
        return certificate_face(head, course, words)


def class_words(course: Course) -> str:
    """Return a class as papers name it, with its intake."""
    return f"{course.title}, {course.cohort}" if course.cohort else course.title


def decision_words(found: Recognition) -> str:
    """Return the decision of recognition as papers name it."""
    return f"{found.number}, {found.decided_on:%d/%m/%Y}"
