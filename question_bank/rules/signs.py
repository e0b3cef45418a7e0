"""The signs that mark a right answer, and what can be in doubt about them."""

from foundation.errors import N_

BOLD, UNDERLINE, COLOUR, HIGHLIGHT = "bold", "underline", "colour", "highlight"
STAR, TICK, FRAME, CIRCLE = "star", "tick", "frame", "circle"
LINE, TABLE, COLUMN, CHOICE = "line", "table", "column", "choice"
SIGN_WORDS = {
    BOLD: N_("bold letters"),
    UNDERLINE: N_("underlined letters"),
    COLOUR: N_("coloured letters"),
    HIGHLIGHT: N_("a highlight"),
    STAR: N_("a star"),
    TICK: N_("a tick"),
    FRAME: N_("a frame"),
    CIRCLE: N_("a circle"),
    LINE: N_("the line “Đáp án”"),
    TABLE: N_("the table of answers at the end"),
    COLUMN: N_("the column of answers"),
    CHOICE: N_("the choice of a person"),
}
IN_FILE = N_("the key written in the file")
"""What marks an answer in the files of other programs: not a sign that a person sees."""
LOOKS = (STAR, TICK, CIRCLE, FRAME, HIGHLIGHT, COLOUR, UNDERLINE, BOLD)
"""Signs on the letters themselves, the most deliberate first."""

NO_ANSWER = N_(
    "Nothing marks the right answer (slanted letters do not count). Choose it in the preview; or "
    "make it bold, underlined or coloured, or write “Đáp án: B” in the file, and send it again."
)
NO_ANSWER_IN_ROW = N_(
    "Nothing marks the right answer. Choose it in the preview; or write its letter into a column "
    "“Đáp án”, or make its whole cell bold: letters marked inside a cell are not seen."
)
DISAGREE = N_("Two signs mark different answers; choose one.")
TWO_MARKED = N_("Two answers are marked, but the question asks for one.")
UNKNOWN_LETTER = N_("The answer named is not among the answers to choose from.")
FEW_OPTIONS = N_("Fewer than two answers to choose from were found.")
LETTERS_SKIP = N_("The letters of the answers do not follow one another.")
SAME_NUMBER = N_("This number stands twice in the file.")
LOST_TEXT = N_("This paragraph belongs to no question: “%(text)s”.")
PAPER_ANSWERS = N_(
    "“%(text)s” names answers of one paper, and the file does not tell which questions that paper "
    "has. Send each paper as a file of its own, with a line “Đáp án: 1A 2B” at its end."
)
TWO_TABLES = N_("The tables of answers name different answers for this number.")
LEFT_OUT_PICTURE = N_("A picture of a kind no browser shows was left out.")
LEFT_OUT_POINTS = N_("The points written beside the question (%(points)s) were left out.")
CONVERTED = N_("Its letters were turned from an old encoding into Unicode; compare them.")
CHOOSABLE = frozenset(
    {DISAGREE, NO_ANSWER, NO_ANSWER_IN_ROW, TWO_MARKED, UNKNOWN_LETTER, TWO_TABLES}
)
"""Problems after which a person can still choose the answer."""
