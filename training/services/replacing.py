"""After results were counted anew: certificates replaced, each under its old number."""

from datetime import datetime

from foundation import clock
from foundation.db import transactional
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument
from foundation.documents.services import Reissue
from training.queries.loading import course_whole
from training.queries.regrading import stale_certificates
from training.rules.states import FROZEN
from training.services.certificates import decision_words
from training.services.guarding import course_in


@transactional
def replace_certificates(course_id: int, *, actor_id: int, at: datetime) -> list[IssuedDocument]:
    """Replace certificates that no longer say what a further decision recognised.

    Each gets a new paper under its old number and a line in the register that points at the old
    one; done again, nothing changes. Whoever no longer passes keeps the paper until it is revoked.
    The new paper bears today's date: only somebody in post today signs it.

    Raises:
        NobodySigns: the old signer left, and there is no other.
    """
    course_in(course_id, *FROZEN)
    whole = course_whole(course_id)
    decisions = {one.id: one for one in whole.recognitions}
    today, made = clock.local(at).date(), []
    for one in stale_certificates(whole):
        if one.is_held:
            continue
        told = decision_words(decisions[one.result.recognition_id])
        signer = documents.signer_today(one.paper, today)
        words = documents.words_today(one.paper, signer, today)
        why = Reissue(
            f"kết quả tính lại theo Quyết định số {told}",
            changes={**words.changes, "grade": one.result.label},
            grade_text=one.result.label,
            signer_text=words.signer_text,
        )
        made.append(documents.reissue(one.paper.id, why, actor_id=actor_id, at=at))
    return made
