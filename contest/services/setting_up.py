"""Setting a contest up: campaign, contest with its rules, entries, quiz, panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from contest.models import Campaign, Contest, Entry, PanelSeat, Round, RoundEntry, RulesVersion
from contest.queries.loading import ContestWhole, contest_whole, newest_rules
from contest.rules.document import RulesDocument, as_json, read_rules
from contest.rules.states import ContestState, RoundState
from contest.services.guarding import contest_of, first_scored, in_state, round_in_state
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.text import clean_name, reason_of


class RulesFrozen(Refusal):
    """Scores exist that rest on these rules."""

    message = N_("The rules are frozen: the first score was given on %(at)s.")


class NoCategory(InvalidInput):
    """No category of the rules takes this kind of cell."""

    message = N_("The rules have no category for %(name)s.")


class OtherUnit(InvalidInput):
    """Somebody of a unit that does not stand below the contest's."""

    message = N_("%(name)s belongs to a unit that does not stand below this contest's unit.")


@dataclass(frozen=True)
class ContestDraft:
    """A contest to be created."""

    campaign_id: int
    unit_id: int
    name: str
    level_label: str
    organising_body: str
    place: str
    held_on: date
    rules: RulesDocument
    upper_contest_id: int | None = None


@dataclass(frozen=True)
class Nominee:
    """Somebody to be entered, with the unit he or she stands for."""

    person_id: int
    unit_id: int


@transactional
def create_campaign(name: str, unit_id: int, plan: str, *, actor_id: int, at: datetime) -> Campaign:
    """Create a campaign: one plan for contests at several levels."""
    campaign = Campaign(name=clean_name(name), unit_id=unit_id, plan=plan[:300], created_at=at)
    session.add(campaign)
    session.flush()
    record(
        "campaign.create",
        f"campaign:{campaign.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        name=campaign.name,
    )
    return campaign


@transactional
def create_contest(draft: ContestDraft, *, actor_id: int, at: datetime) -> Contest:
    """Create a contest with its rules and rounds; registration is open from now on."""
    contest = Contest(
        campaign_id=draft.campaign_id,
        unit_id=draft.unit_id,
        upper_contest_id=draft.upper_contest_id,
        name=clean_name(draft.name)[:200],
        level_label=clean_name(draft.level_label)[:60],
        organising_body=clean_name(draft.organising_body)[:200],
        place=clean_name(draft.place)[:120],
        held_on=draft.held_on,
        state=ContestState.REGISTRATION.name,
        created_at=at,
    )
    session.add(contest)
    session.flush()
    session.add(
        RulesVersion(contest_id=contest.id, number=1, document=as_json(draft.rules), adopted_at=at)
    )
    for position, one in enumerate(draft.rules.rounds, start=1):
        session.add(Round(contest_id=contest.id, code=one.code, position=position, mode=one.mode))
    session.flush()
    record(
        "contest.create",
        f"contest:{contest.id}",
        actor_id=actor_id,
        at=at,
        unit_id=draft.unit_id,
        name=contest.name,
        rules=draft.rules.title,
    )
    return contest


@transactional
def adopt_rules(
    contest_id: int, rules: RulesDocument, reason: str, *, actor_id: int, at: datetime
) -> RulesVersion:
    """Adopt another version of the rules, with the same rounds; never after the first score.

    Raises:
        RulesFrozen: a score exists.
    """
    contest = session.get_one(Contest, contest_id)
    before = newest_rules(contest_id)
    if before.frozen_at is not None:
        raise first_scored(RulesFrozen(at=before.frozen_at), contest, before.frozen_at)
    if [(r.code, r.mode) for r in read_rules(before.document).rounds] != [
        (r.code, r.mode) for r in rules.rounds
    ]:
        raise InvalidInput
    version = RulesVersion(
        contest_id=contest_id,
        number=before.number + 1,
        document=as_json(rules),
        reason=reason_of(reason),
        adopted_at=at,
    )
    session.add(version)
    session.flush()
    record(
        "contest.rules",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        number=version.number,
        reason=version.reason,
    )
    return version


def freeze_rules(contest_id: int, at: datetime) -> None:
    """Freeze the rules at the first score, inside the caller's transaction."""
    version = newest_rules(contest_id)
    if version.frozen_at is None:
        version.frozen_at = at


@transactional
def register_people(
    contest_id: int, nominees: Sequence[Nominee], *, actor_id: int, at: datetime
) -> list[Entry]:
    """Enter people; those entered already stay as they are.

    Raises:
        NotInThisState: registration is closed.
        NoCategory: the rules have no list for somebody's kind of cell.
        OtherUnit: somebody is of a unit that does not stand below the contest's.
    """
    whole = contest_whole(contest_id)
    in_state(whole.contest, ContestState.REGISTRATION)
    known = {entry.person_id for entry in whole.entries}
    # Somebody named twice is entered once, for the unit named last.
    fresh = {n.person_id: n for n in nominees if n.person_id not in known}
    added = _new_entries(whole, list(fresh.values()), clock.local(at).date())
    session.add_all(added)
    session.flush()
    if added:
        record(
            "contest.register",
            f"contest:{contest_id}",
            actor_id=actor_id,
            at=at,
            unit_id=whole.contest.unit_id,
            entries=[[entry.number, entry.full_name] for entry in added],
        )
    return added


def _new_entries(whole: ContestWhole, nominees: list[Nominee], day: date) -> list[Entry]:
    below = organisation.subtree_ids(whole.contest.unit_id, day)
    units = {row.id: row for row in organisation.unit_rows({n.unit_id for n in nominees}, day)}
    people = organisation.people({n.person_id for n in nominees})
    last = max((entry.number for entry in whole.entries), default=0)
    added = []
    for number, nominee in enumerate(nominees, start=last + 1):
        person, unit = people[nominee.person_id], units[nominee.unit_id]
        if nominee.unit_id not in below:
            raise OtherUnit(name=person.full_name)
        category = whole.rules.category_of(unit.kind_code)
        if category is None:
            raise NoCategory(name=person.full_name)
        added.append(
            Entry(
                contest_id=whole.contest.id,
                person_id=person.id,
                unit_id=unit.id,
                number=number,
                full_name=person.full_name,
                unit_name=unit_words(unit.id, unit.name, day),
                category=category,
            )
        )
    return added


def unit_words(unit_id: int, name: str, day: date) -> str:
    """Return a cell's name with the organisation above it, as lists of contestants write it."""
    above = organisation.ancestor_ids(unit_id, day)[:1]
    names = organisation.unit_names(above, day)
    return ", ".join([name, *names.values()])[:250]


@transactional
def close_registration(contest_id: int, *, actor_id: int, at: datetime) -> None:
    """Close the list of entries; the same again changes nothing.

    Raises:
        EmptyList: nobody is entered.
    """
    whole = contest_whole(contest_id)
    if whole.contest.state == ContestState.READY.name:
        return
    in_state(whole.contest, ContestState.REGISTRATION)
    if not whole.playing:
        raise EmptyList
    whole.contest.state = ContestState.READY.name
    record(
        "contest.close_registration",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=whole.contest.unit_id,
        entries=len(whole.playing),
    )


class EmptyList(Refusal):
    """A list without anybody on it."""

    message = N_("Nobody is on the list yet.")


@transactional
def seat_judge(
    round_id: int, user_id: int, *, is_head: bool = False, actor_id: int, at: datetime
) -> PanelSeat:
    """Give a judge a seat, or take an absent one back; again, only who is the head changes."""
    one, contest = contest_of(round_id)
    round_in_state(one, RoundState.PLANNED, RoundState.LISTED, RoundState.DRAWN, RoundState.OPEN)
    seat = session.scalar(
        select(PanelSeat).where(PanelSeat.round_id == round_id, PanelSeat.user_id == user_id)
    )
    if seat is None:
        seat = PanelSeat(round_id=round_id, user_id=user_id, seated_at=at)
        session.add(seat)
    elif seat.absent_reason is not None:
        seat.absent_reason, seat.seated_at = None, at
    seat.is_head = is_head
    session.flush()
    record(
        "round.seat",
        f"round:{round_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        judge=user_id,
        is_head=is_head,
    )
    return seat


def round_entries_for(one: Round) -> list[RoundEntry]:
    """Add every playing entry to a round, inside the caller's transaction."""
    whole = contest_whole(one.contest_id)
    known = set(session.scalars(select(RoundEntry.entry_id).where(RoundEntry.round_id == one.id)))
    added = [
        RoundEntry(round_id=one.id, entry_id=entry.id)
        for entry in whole.playing
        if entry.id not in known
    ]
    session.add_all(added)
    session.flush()
    return added
