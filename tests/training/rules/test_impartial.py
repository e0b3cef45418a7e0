"""Nobody marks himself or his family, nobody sits what he has set: for any class."""

from hypothesis import given
from hypothesis import strategies as st

from training.rules.impartial import Declared, Sitter, barred_for, own_of, setters_sitting

users = st.integers(1, 5)
sitters = st.lists(
    st.builds(Sitter, st.integers(1, 8), st.frozensets(users, max_size=2)),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one.enrolment_id,
)


def declared_of(people: list[Sitter]) -> st.SearchStrategy[list[Declared]]:
    ids = [one.enrolment_id for one in people]
    return st.lists(st.builds(Declared, users, st.sampled_from(ids), st.booleans()), max_size=6)


classes = sitters.flatmap(lambda people: st.tuples(st.just(people), declared_of(people)))


@given(classes, users)
def test_whoever_is_declared_is_marked_by_somebody_else(
    found: tuple[list[Sitter], list[Declared]], user: int
) -> None:
    people, declared = found
    barred = barred_for(user, people, declared)
    for one in declared:
        assert one.user_id != user or one.enrolment_id in barred
    for sitter in people:
        is_known = user in sitter.user_ids or any(
            (one.user_id, one.enrolment_id) == (user, sitter.enrolment_id) for one in declared
        )
        assert (sitter.enrolment_id in barred) is is_known


@given(classes, st.sets(users))
def test_family_of_a_setter_sits_but_the_setter_does_not(
    found: tuple[list[Sitter], list[Declared]], setters: set[int]
) -> None:
    people, declared = found
    sitting = setters_sitting(setters, people, declared)
    assert sitting == {key for user in setters for key in own_of(user, people, declared)}
    for one in declared:
        if one.user_id in setters and one.is_self:
            assert one.enrolment_id in sitting
    assert setters_sitting((), people, declared) == frozenset()
