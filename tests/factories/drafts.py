"""Questions of every kind: one example each, and any question at all for properties."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Picture,
    Prediction,
    RubricPoint,
    Short,
    Situation,
)
from question_bank.rules.body_faults import same_key
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import CHOSEN, Credit, Difficulty, Kind

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8cfc0f01f0005000201ff6f8d4d2a0000000049454e44ae426082"
)
"""A picture of one dot."""

RUBRIC = (RubricPoint("Nêu đúng thẩm quyền", Fraction(2)), RubricPoint("Đủ các bước", Fraction(3)))
BODIES: dict[Kind, Body] = {
    Kind.MATCHING: Matching(
        (("Đại hội", "5 năm"), ("Chi bộ", "tháng"), ("Cấp ủy", "tháng")), ("quý",)
    ),
    Kind.ORDERING: Ordering(("Chào cờ", "Báo cáo", "Thảo luận", "Kết luận")),
    Kind.SHORT: Short((Accepted("chi bộ"), Accepted("chi bo*", Fraction(1, 2), "Thiếu dấu"))),
    Kind.NUMERIC: Numeric((AcceptedNumber(Decimal("12.5"), Decimal("0.5")),), "tháng"),
    Kind.ESSAY: Essay(RUBRIC, "Bài mẫu", 300),
    Kind.SITUATION: Situation(RUBRIC, ("Kết nạp không đúng thẩm quyền",), "Cách xử lý", 500),
    Kind.PREDICTION: Prediction(),
}


def a_draft_of(kind: Kind, stem: str = "") -> QuestionDraft:
    """Return a question of this kind."""
    options: tuple[OptionDraft, ...] = ()
    if kind is Kind.TRUE_FALSE:
        options = (OptionDraft("Đúng", True), OptionDraft("Sai"))
    elif kind in CHOSEN:
        options = tuple(
            OptionDraft(f"Phương án {i}", i <= (2 if kind is Kind.SEVERAL else 1))
            for i in range(1, 5)
        )
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty.RECALL,
        topic_code="charter",
        stem=stem or f"Câu hỏi loại {kind.code}",
        options=options,
        source=SourceDraft("Điều lệ Đảng, thông qua ngày 19/01/2011", "Điều 1"),
        body=BODIES.get(kind),
    )


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=40
)
texts = words.filter(same_key)
shares = st.fractions(0, 1, max_denominator=60)
numbers = st.decimals(-(10**9), 10**9, places=3)


def different(count: int, most: int) -> st.SearchStrategy[list[str]]:
    """Return lists of texts nobody would take for each other."""
    return st.lists(texts, min_size=count, max_size=most, unique_by=same_key)


rubrics = st.lists(
    st.builds(RubricPoint, texts, st.fractions(Fraction(1, 10), 20)), max_size=4
).map(tuple)
limits = st.none() | st.integers(1, 2000)
accepted = st.tuples(
    st.builds(Accepted, texts, st.just(Fraction(1)), words),
    st.lists(st.builds(Accepted, texts, shares, words), max_size=3),
).map(lambda made: (made[0], *made[1]))
accepted_numbers = st.tuples(
    st.builds(AcceptedNumber, numbers, st.decimals(0, 100, places=2), st.just(Fraction(1)), words),
    st.lists(
        st.builds(AcceptedNumber, numbers, st.decimals(0, 9, places=1), shares, words), max_size=2
    ),
).map(lambda made: (made[0], *made[1]))


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    """Draw pairs, several of which may share a right text."""
    rights = draw(different(2, 5))
    lefts = draw(different(1, 5))
    pairs = tuple((left, draw(st.sampled_from(rights))) for left in lefts)
    used = {right for _, right in pairs}
    return Matching(pairs, tuple(right for right in rights if right not in used))


bodies: dict[Kind, st.SearchStrategy[Body]] = {
    Kind.MATCHING: matchings(),
    Kind.ORDERING: different(2, 6).map(lambda items: Ordering(tuple(items))),
    Kind.SHORT: st.builds(Short, accepted, st.booleans()),
    Kind.NUMERIC: st.builds(Numeric, accepted_numbers, words),
    Kind.ESSAY: st.builds(Essay, rubrics, words, limits),
    Kind.SITUATION: st.builds(
        Situation, rubrics, st.lists(texts, max_size=3).map(tuple), words, limits
    ),
    Kind.PREDICTION: st.builds(Prediction, st.sampled_from(["all_right", "participants"])),
}


@st.composite
def drafts(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> QuestionDraft:
    """Draw any question that can be kept."""
    kind = draw(st.sampled_from(kinds))
    credit = draw(st.sampled_from(Credit)) if kind is Kind.SEVERAL else Credit.ALL_OR_NOTHING
    options: tuple[OptionDraft, ...] = ()
    if kind in CHOSEN:
        named = draw(different(2, 6))
        right = draw(st.integers(1, len(named) if kind is Kind.SEVERAL else 1))
        has_shares = credit is Credit.SHARES
        options = tuple(
            OptionDraft(text, i < right, draw(shares) if has_shares else None, draw(words))
            for i, text in enumerate(named)
        )
    has_picture = draw(st.booleans())
    return QuestionDraft(
        kind=kind,
        difficulty=draw(st.sampled_from(Difficulty)),
        topic_code="charter",
        stem=draw(texts) + (" ![hình](picture:a.png)" if has_picture else ""),
        options=options,
        source=draw(st.none() | st.builds(SourceDraft, texts, words)),
        explanation=draw(words),
        body=draw(bodies[kind]) if kind in bodies else None,
        credit=credit,
        pictures=(Picture("a.png", "image/png", DOT),) if has_picture else (),
        tags=tuple(draw(st.lists(texts, max_size=3, unique=True))),
        name=draw(words),
        group=draw(words).upper().strip()[:40],
    )
