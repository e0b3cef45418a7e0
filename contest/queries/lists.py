"""Lists of contests and campaigns, and who could be entered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from contest.models import Campaign, Contest, Entry, RollPreview, Round, RoundEntry, Scoresheet
from contest.queries.loading import ContestWhole, contest_whole
from contest.rules.states import ContestState
from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation

PUBLIC = (ContestState.PUBLISHED.name, ContestState.ARCHIVED.name)


@dataclass(frozen=True)
class ContestRow:
    """A contest in a list."""

    contest: Contest
    unit_name: str
    campaign_name: str
    upper_name: str | None
    entries: int
    is_within: bool
    """Whether its pages are open to the reader; else its published result is."""

    is_public = True


@dataclass(frozen=True)
class BesideRow:
    """A contest above or below another one, as far as the reader may follow."""

    contest: Contest
    is_within: bool
    is_public: bool


@dataclass(frozen=True)
class NomineeRow:
    """Somebody in post below the contest's unit, who could be entered."""

    person_id: int
    full_name: str
    unit_id: int
    unit_name: str
    post_name: str
    category_name: str | None


def contest_rows(unit_ids: Collection[int], on: date) -> list[ContestRow]:
    """Return the contests of these units, the latest first, and those published around them.

    Around them are contests of their campaigns and of the level above or below: a result goes
    up by its publication, and nothing else is to be seen of another unit's contest.
    """
    upper = aliased(Contest)
    own = select(Contest.upper_contest_id).where(
        Contest.unit_id.in_(unit_ids), Contest.upper_contest_id.is_not(None)
    )
    around = or_(Campaign.unit_id.in_(unit_ids), upper.unit_id.in_(unit_ids), Contest.id.in_(own))
    found = session.execute(
        select(Contest, Campaign.name)
        .join(Campaign, Campaign.id == Contest.campaign_id)
        .outerjoin(upper, upper.id == Contest.upper_contest_id)
        .where(or_(Contest.unit_id.in_(unit_ids), and_(around, Contest.state.in_(PUBLIC))))
        .order_by(Contest.held_on.desc(), Contest.id.desc())
    ).all()
    contests = [contest for contest, _ in found]
    names = organisation.unit_names({one.unit_id for one in contests}, on)
    counts = _entry_counts([one.id for one in contests])
    uppers = contest_names({one.upper_contest_id for one in contests if one.upper_contest_id})
    return [
        ContestRow(
            contest=contest,
            unit_name=names[contest.unit_id],
            campaign_name=campaign_name,
            upper_name=uppers.get(contest.upper_contest_id or 0),
            entries=counts.get(contest.id, 0),
            is_within=contest.unit_id in unit_ids,
        )
        for contest, campaign_name in found
    ]


def _entry_counts(contest_ids: Collection[int]) -> dict[int, int]:
    found = session.execute(
        select(Entry.contest_id, func.count(Entry.id))
        .where(Entry.contest_id.in_(contest_ids), Entry.state == "REGISTERED")
        .group_by(Entry.contest_id)
    )
    return dict(found.all())


def contest_names(contest_ids: Collection[int]) -> dict[int, str]:
    """Return what the contests are called."""
    found = session.execute(select(Contest.id, Contest.name).where(Contest.id.in_(contest_ids)))
    return dict(found.all())


def round_names(round_ids: Collection[int]) -> dict[int, str]:
    """Return what the rounds are called, each with its contest."""
    rounds = session.scalars(select(Round).where(Round.id.in_(round_ids))).all()
    wholes = {one.contest_id: contest_whole(one.contest_id) for one in rounds}
    return {
        one.id: f"{wholes[one.contest_id].rules.round(one.code).title},"
        f" {wholes[one.contest_id].contest.name}"
        for one in rounds
    }


def appearance_names(round_entry_ids: Collection[int]) -> dict[int, str]:
    """Return who appears, by the row of the round."""
    found = session.execute(
        select(RoundEntry.id, Entry.full_name)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.id.in_(round_entry_ids))
    )
    return dict(found.all())


def sheet_names(sheet_ids: Collection[int]) -> dict[int, str]:
    """Return whom the scoresheets judge."""
    found = session.execute(
        select(Scoresheet.id, Entry.full_name)
        .join(RoundEntry, RoundEntry.id == Scoresheet.round_entry_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(Scoresheet.id.in_(sheet_ids))
    )
    return dict(found.all())


def bodies_above(unit_ids: Collection[int], on: date) -> set[int]:
    """Return the units and everything above them: plans and rules are shared downwards."""
    rows = organisation.unit_rows(unit_ids, on)
    roots = [row.id for row in rows if row.parent_id not in unit_ids]
    return set(unit_ids) | organisation.ids_above(roots, on)


def campaigns(unit_ids: Collection[int], on: date) -> list[Campaign]:
    """Return the campaigns of these units and of the bodies above them, the latest first."""
    return list(
        session.scalars(
            select(Campaign)
            .where(Campaign.unit_id.in_(bodies_above(unit_ids, on)))
            .order_by(Campaign.id.desc())
        )
    )


def contests_to_rise_to(unit_ids: Collection[int], on: date) -> list[Contest]:
    """Return the contests of these units and of the bodies above that still take entries."""
    return list(
        session.scalars(
            select(Contest)
            .where(
                Contest.unit_id.in_(bodies_above(unit_ids, on)),
                Contest.state.in_((ContestState.DRAFT.name, ContestState.REGISTRATION.name)),
            )
            .order_by(Contest.held_on.desc(), Contest.id.desc())
        )
    )


def upper_contest(contest: Contest) -> Contest | None:
    """Return the contest the best of this one go up to."""
    if contest.upper_contest_id is None:
        return None
    return session.get(Contest, contest.upper_contest_id)


def lower_contests(contest_id: int) -> list[Contest]:
    """Return the contests whose best go up to this one."""
    query = select(Contest).where(Contest.upper_contest_id == contest_id)
    return list(session.scalars(query.order_by(Contest.name)))


def upper_beside(contest: Contest, unit_ids: Collection[int]) -> BesideRow | None:
    """Return the contest above, as far as somebody who reads these units may follow."""
    upper = upper_contest(contest)
    return None if upper is None else _beside(upper, unit_ids)


def lower_beside(contest: Contest, unit_ids: Collection[int]) -> list[BesideRow]:
    """Return the contests below, as far as somebody who reads these units may follow."""
    return [_beside(one, unit_ids) for one in lower_contests(contest.id)]


def _beside(contest: Contest, unit_ids: Collection[int]) -> BesideRow:
    return BesideRow(contest, contest.unit_id in unit_ids, contest.state in PUBLIC)


def campaign_of(contest: Contest) -> Campaign:
    """Return the campaign of a contest."""
    return session.get_one(Campaign, contest.campaign_id)


def nominees(whole: ContestWhole, on: date) -> list[NomineeRow]:
    """Return who holds a post below the contest's unit and is not entered yet."""
    entered = {entry.person_id for entry in whole.entries}
    below = organisation.subtree_ids(whole.contest.unit_id, on)
    rules = whole.rules
    rows = []
    for leader in organisation.leaders(below, on):
        if leader.person_id in entered or leader.cell_kind_code is None:
            continue
        category = rules.category_of(leader.cell_kind_code)
        rows.append(
            NomineeRow(
                person_id=leader.person_id,
                full_name=leader.full_name,
                unit_id=leader.unit_id,
                unit_name=leader.unit_name,
                post_name=leader.post_name,
                category_name=rules.category_name(category) if category else None,
            )
        )
    return rows


def roll_preview(contest_id: int, public_id: str) -> RollPreview:
    """Return a roll that was read for this contest.

    Raises:
        NotFound: there is none of that name.
    """
    found = session.scalar(
        select(RollPreview).where(
            RollPreview.public_id == public_id, RollPreview.contest_id == contest_id
        )
    )
    if found is None:
        raise NotFound
    return found
