"""Words that templates of several pages need: enumerations and figures in the reader's language."""

from fractions import Fraction

from flask_babel import gettext as _

from training.models import RuleSet
from training.rules import shown
from training.rules.eligibility import Reason
from training.rules.ruleset import Paper, RuleDocument, read_rules
from training.rules.states import Audience, PaperKind, Presence, RollSource

KILO = 1024


def reason_words(reason: Reason) -> str:
    """Return a reason as a sentence with its figures."""
    return str(_(reason.cause.value)) % reason.facts


def audience_words(name: str) -> str:
    """Return for whom a programme is."""
    return str(_(Audience[name].value))


def paper_words(name: str) -> str:
    """Return what a learner gets."""
    return str(_(PaperKind[name].value))


def presence_words(name: str) -> str:
    """Return what the roll says."""
    return str(_(Presence[name].value))


def source_words(name: str) -> str:
    """Return how a mark of the roll came in."""
    return str(_(RollSource[name].value))


def rule_words(kept: RuleSet) -> dict[str, str]:
    """Return what lists say of a rule set: its share and its bands."""
    rules = read_rules(kept.document)
    bands = [f"{one.label} {shown.exact(one.at_least, rules.places)}" for one in rules.bands]
    return {
        "share": shown.percent_plain(rules.attendance.share),
        "bands": "; ".join(bands) or "—",
    }


def rule_facts(rules: RuleDocument) -> list[tuple[str, str]]:
    """Return rules of passing line by line, as whoever approves them reads them."""
    roll = rules.attendance
    counts = {"absent": _("absent"), "present": _("Present"), "lost": _("without those missed")}
    bands = [f"{one.label} {shown.exact(one.at_least, rules.places)}" for one in rules.bands]
    refused = _("does not pass") if rules.refuse_discipline else _("changes nothing")
    return [
        (_("Periods that must be attended, in percent"), shown.percent_plain(roll.share)),
        (_("Absent with leave counts as"), counts[roll.excused].lower()),
        (_("Late or left early counts as"), counts[roll.late].lower()),
        (_("Made up counts as"), counts[roll.made_up].lower()),
        *((one.title, _paper_words(one)) for one in rules.papers),
        (_("Decimals of the final mark"), str(rules.places)),
        (_("Bands"), "; ".join(bands) or "—"),
        (
            _("Percents of the bands are counted of"),
            _("everybody in the class") if rules.percent_of == "enrolled" else _("those who pass"),
        ),
        (_("Note on discipline"), refused),
        (_("The certificate names the band"), _("yes") if rules.print_label else _("no")),
    ]


def _paper_words(one: Paper) -> str:
    """Return the weight, the lowest mark and the markers of a paper."""
    words = [_("weight %(weight)s", weight=shown.plain(one.weight))]
    if one.kind == "quiz":
        words.append(_("exit quiz, marked by the machine"))
    if one.minimum:
        words.append(_("at least %(mark)s", mark=shown.exact(one.minimum)))
    if one.markers > 1:
        words.append(_("two markers, the mean counts"))
    if one.most_apart is not None:
        words.append(_("at most %(apart)s apart", apart=shown.exact(one.most_apart)))
    return ", ".join(words)


def mark_words(value: Fraction | None) -> str:
    """Return a paper's mark without idle zeros, never rounded to another one; a dash for none."""
    if value is None:
        return "–"
    text = shown.exact(value)
    return text.rstrip("0").rstrip(",")


def file_size(size: int) -> str:
    """Return a file's size as people read it: ``820 KB``, ``1,2 MB``."""
    if size < KILO * KILO:
        return f"{max(1, -(-size // KILO))} KB"
    tenths = -(-10 * size // (KILO * KILO))
    return f"{tenths // 10},{tenths % 10} MB"


TEMPLATE_WORDS = (
    reason_words,
    audience_words,
    paper_words,
    presence_words,
    source_words,
    rule_words,
    rule_facts,
    file_size,
    mark_words,
)
