"""Each kind of Moodle question made into one of ours."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Short,
)
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Choice, Chosen, choose, true_false
from question_bank.rules.formats.explaining import rubric_of
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.moodle.fields import Reader, is_on, value
from question_bank.rules.formats.shares import number, share
from question_bank.rules.formats.wildcards import without_wildcards
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import Remark


def _share(answer: Element) -> Fraction:
    given = answer.get("fraction") or "0"
    found = share(given)
    if found is None:
        raise Listed(remarks.BAD_SHARE, text=given[:40])
    return found


def _answers(reader: Reader) -> list[Element]:
    found = reader.question.findall("answer")
    if not found:
        raise Listed(remarks.NO_ANSWERS)
    return found


def _form(reader: Reader, answer: Element) -> str | None:
    """Old exports name no format at an answer: it is that of the question."""
    stem = reader.question.find("questiontext")
    return answer.get("format") or (stem.get("format") if stem is not None else None)


def multichoice(reader: Reader) -> Chosen:
    """Return one or several right answers, with the share of each."""
    choices = [
        Choice(
            reader.text(answer, form=_form(reader, answer)),
            _share(answer),
            reader.child("feedback", answer),
        )
        for answer in _answers(reader)
    ]
    if reader.question.find("shuffleanswers") is not None and not is_on(
        reader.question, "shuffleanswers"
    ):
        reader.notes.append(Remark(remarks.FIXED_ORDER))
    return choose(choices, is_single=is_on(reader.question, "single", otherwise=True))


def multichoiceset(reader: Reader) -> Chosen:
    """Return several right answers of which all must be chosen."""
    chosen = multichoice(reader)
    kind = Kind.SEVERAL if sum(one.is_right for one in chosen.options) > 1 else Kind.ONE
    options = tuple(type(o)(o.text, o.is_right, None, o.feedback) for o in chosen.options)
    return Chosen(kind, options)


def multiresponse(reader: Reader) -> Chosen:
    """Return several right answers, each worth as much; the fraction only says which are right."""
    right = sum(_share(answer) > 0 for answer in _answers(reader))
    each = Fraction(1, right) if right else Fraction(0)
    choices = [
        Choice(
            reader.text(answer, form=_form(reader, answer)),
            each if _share(answer) > 0 else -each,
            reader.child("feedback", answer),
        )
        for answer in _answers(reader)
    ]
    return choose(choices, is_single=False)


def single_choice(reader: Reader) -> Chosen:
    """Return the rows of a question that names the number of its right one."""
    right = value(reader.question, "correctrow")
    choices = [
        Choice(
            reader.text(row.find("optiontext")),
            Fraction(int(row.get("number") == right)),
            reader.child("feedbacktext", row),
        )
        for row in reader.question.findall("row")
    ]
    if not choices:
        raise Listed(remarks.NO_ANSWERS)
    return choose(choices, is_single=True)


def truefalse(reader: Reader) -> Chosen:
    """Return a statement that is true or false."""
    said = {value_of(answer).lower(): answer for answer in _answers(reader)}
    right = [name for name, answer in said.items() if _share(answer) == 1]
    if set(said) - {"true", "false"} or len(right) != 1:
        raise Listed(remarks.NO_KEY_GIVEN)
    words = {name: reader.child("feedback", answer) for name, answer in said.items()}
    return true_false(
        is_true=right == ["true"], if_true=words.get("true", ""), if_false=words.get("false", "")
    )


def value_of(answer: Element) -> str:
    """Return the plain words of an answer."""
    inner = answer.find("text")
    return " ".join(((inner if inner is not None else answer).text or "").split())


def shortanswer(reader: Reader) -> Body:
    """Return the accepted words with the share of each."""
    accepted = []
    for answer in _answers(reader):
        words, has_wildcard = without_wildcards(value_of(answer))
        if has_wildcard and words:
            reader.notes.append(Remark(remarks.WILDCARD))
        if (worth := _share(answer)) >= 0 and words:
            accepted.append(Accepted(words, worth, reader.child("feedback", answer)))
        else:
            reader.notes.append(Remark(remarks.WRONG_FORMS))
    return Short(tuple(accepted), is_on(reader.question, "usecase"))


def numerical(reader: Reader) -> Body:
    """Return the accepted numbers with tolerance and unit."""
    accepted = []
    for answer in _answers(reader):
        words, worth = value_of(answer), _share(answer)
        if worth < 0 or words == "*":
            reader.notes.append(Remark(remarks.WRONG_FORMS))
            continue
        tolerance = abs(_number(value(answer, "tolerance") or answer.get("tolerance") or "0"))
        feedback = reader.child("feedback", answer)
        accepted.append(AcceptedNumber(_number(words), tolerance, worth, feedback))
    if not accepted:
        raise Listed(remarks.NO_ANSWERS)
    return Numeric(tuple(accepted), _unit(reader))


def _unit(reader: Reader) -> str:
    units = reader.question.findall("units/unit")
    names = [value(unit, "unit_name") for unit in units if number(value(unit, "multiplier")) == 1]
    if len(units) > 1:
        reader.notes.append(Remark(remarks.UNITS))
    return names[0] if names else ""


def _number(text: str) -> Decimal:
    found = number(text)
    if found is None:
        raise Listed(remarks.BAD_NUMBER, text=text[:40])
    return found


def matching(reader: Reader) -> Body:
    """Return pairs; an answer without a question is one more to choose from."""
    pairs, others = [], []
    for one in reader.question.findall("subquestion"):
        answer = one.find("answer")
        right = value_of(answer) if answer is not None else ""
        right = reader.text(answer, form=_right_form(answer)) if right else ""
        left = reader.text(one)
        if left and not right:
            raise Listed(remarks.BAD_PAIR, text=left[:60])
        if left:
            pairs.append((left, right))
        elif right:
            others.append(right)
    if not pairs:
        raise Listed(remarks.NO_ANSWERS)
    return Matching(tuple(pairs), tuple(others))


def true_false_rows(reader: Reader) -> Body:
    """Return statements, each with the column that is right for it: pairs of which many are alike.

    Raises:
        Listed: a statement has no right column, or several.
    """
    columns = {
        one.get("number"): reader.text(one.find("responsetext"), form="moodle_auto_format")
        for one in reader.question.findall("column")
    }
    weights = reader.question.findall("weight")
    pairs = []
    for row in reader.question.findall("row"):
        mine = [one for one in weights if one.get("rownumber") == row.get("number")]
        right = [one.get("columnnumber") for one in mine if (number(value(one, "value")) or 0) > 0]
        if len(right) != 1 or right[0] not in columns:
            raise Listed(remarks.NO_KEY_GIVEN)
        pairs.append((reader.text(row.find("optiontext")), columns[right[0]]))
        if reader.child("feedbacktext", row):
            reader.notes.append(Remark(remarks.FEEDBACK_LOST))
    if value(reader.question, "scoringmethod") not in ("", "subpoints"):
        reader.notes.append(Remark(remarks.MAPPING))
    used = {right for _left, right in pairs}
    return Matching(tuple(pairs), tuple(one for one in columns.values() if one not in used))


def _right_form(answer: Element | None) -> str:
    """Plain pairs name no format at their right side; dragged ones do."""
    return (answer.get("format") if answer is not None else None) or "moodle_auto_format"


def ordering(reader: Reader) -> Body:
    """Return the steps; their place stands where other kinds have the fraction."""
    answers = _answers(reader)
    places = [number(answer.get("fraction") or "") or Decimal(0) for answer in answers]
    if len(set(places)) == len(places):
        in_order = sorted(zip(places, range(len(answers)), strict=True))
        answers = [answers[place] for _worth, place in in_order]
    if value(reader.question, "selecttype").upper() not in ("", "ALL", "0"):
        reader.notes.append(Remark(remarks.SUBSET))
    if value(reader.question, "gradingtype").upper() not in ("", "ALL_OR_NOTHING", "-1"):
        reader.notes.append(Remark(remarks.PARTIAL_ORDER))
    return Ordering(tuple(reader.text(one, form=_form(reader, one)) for one in answers))


def essay(reader: Reader) -> Body:
    """Return a free text with what its markers are told."""
    question = reader.question
    if value(question, "responseformat") == "noinline":
        raise Listed(remarks.UPLOAD)
    if value(question, "attachments") not in ("", "0"):
        reader.notes.append(Remark(remarks.ATTACHMENTS))
    if reader.child("responsetemplate"):
        reader.notes.append(Remark(remarks.TEMPLATE))
    if value(question, "minwordlimit") not in ("", "0", "$@NULL@$"):
        reader.notes.append(Remark(remarks.FEWEST_WORDS))
    most = value(question, "maxwordlimit")
    words = int(most) if most.isdecimal() and int(most[:9]) > 0 else None
    told = rubric_of(reader.child("graderinfo"), words)
    if told.fatal_mistakes:
        return told
    return Essay(told.rubric, told.model, told.most_words)


READERS: dict[str, tuple[Kind, Callable[[Reader], Body | Chosen], str]] = {
    "multichoice": (Kind.ONE, multichoice, "fraction"),
    "multichoiceset": (Kind.SEVERAL, multichoiceset, "fraction"),
    "oumultiresponse": (Kind.SEVERAL, multiresponse, "fraction"),
    "sc": (Kind.ONE, single_choice, "fraction"),
    "truefalse": (Kind.TRUE_FALSE, truefalse, "fraction"),
    "shortanswer": (Kind.SHORT, shortanswer, "fraction"),
    "numerical": (Kind.NUMERIC, numerical, "fraction"),
    "matching": (Kind.MATCHING, matching, "pairs"),
    "match": (Kind.MATCHING, matching, "pairs"),
    "ddmatch": (Kind.MATCHING, matching, "pairs"),
    "kprime": (Kind.MATCHING, true_false_rows, "pairs"),
    "mtf": (Kind.MATCHING, true_false_rows, "pairs"),
    "ordering": (Kind.ORDERING, ordering, "order"),
    "essay": (Kind.ESSAY, essay, ""),
    "essayautograde": (Kind.ESSAY, essay, ""),
}
"""How each kind is read, and the sign that shows its key."""

REASONS: dict[str, str] = {
    "description": remarks.DESCRIPTION,
    "ddimageortext": remarks.PLACES_ON_PICTURE,
    "ddmarker": remarks.PLACES_ON_PICTURE,
    "calculated": remarks.CALCULATED,
    "calculatedsimple": remarks.CALCULATED,
    "calculatedmulti": remarks.CALCULATED,
    "randomsamatch": remarks.RANDOM,
    "random": remarks.RANDOM,
    "coderunner": remarks.PROGRAM,
    "stack": remarks.FORMULA_KEY,
    "formulas": remarks.CALCULATED,
}
"""Why questions of other kinds are listed; any further kind is unknown."""
