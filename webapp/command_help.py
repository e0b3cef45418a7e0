"""What ``--help`` prints, in the reader's language."""

import re
from collections.abc import Iterable

import click
from flask.cli import FlaskGroup

from foundation.errors import N_
from webapp.catalogues import in_vietnamese
from webapp.cli import COMMANDS

DATABASE = "db"
OF_TABLES = N_("The tables: brought up to date, compared with the program.")
MAY_HELP = frozenset({*(command.name for command in COMMANDS), DATABASE})
"""The commands that are shown; Flask's own for developers still run."""
WORDS = (
    N_("Accounts of officials."),
    N_("Create the first administrator and, when it is missing, the top unit."),
    N_("User name of the administrator."),
    N_("Name to show."),
    N_("Code of the top unit."),
    N_("Its name, when it is new."),
    N_("Its level, when new."),
    N_("The record of who did what."),
    N_("Check the whole chain; name the first entry that does not hold."),
    N_("The question bank."),
    N_("Count what is approved; name what cites nothing or rests on a document that ended."),
    N_("In JSON."),
    N_("Write the bank's questions to FILE and say what the format cannot hold."),
    N_("Only questions in this state."),
    N_("Only questions of the topic with this code."),
    N_("Bring the questions of FILE into the bank, for review."),
    N_("Else told by content."),
    N_("Say what would be stored; store nothing."),
    N_("Else the common bank."),
    N_("Topic where the file names none."),
    N_("Add the questions that come with the program; those already there stay."),
    N_("With both names, the questions that nobody here has signed yet bear them."),
    N_("Account of who brings the questions in."),
    N_("Account of who approves them; somebody else."),
    N_("Copy the database to FILE, or to the folder of copies; the copy is read back."),
    N_("Draws, published results and rules, checked by anybody."),
    N_("Repeat a draw from its SEED and the entry NUMBERS of the published list."),
    N_("Say the digest of a published result's FILE, and whether it is the one that was printed."),
    N_("Read rules from a TOML FILE and say what they hold."),
    N_("The practice data: invented people, real figures."),
    N_("Load the demo into an empty database."),
    N_("Say nothing if it is loaded already."),
    N_("Take the demo away; the database is empty afterwards."),
    N_("Print one sign-in per role, and entry codes for the quiz and for a class."),
    N_("Units and persons."),
    N_("Bring the persons of FILE in; doubtful rows are left out and listed."),
    N_("Else the unit at the top."),
    N_("Quizzes and tests."),
    N_("Tell how well the questions of a test worked, from the table of marks in FILE."),
    N_("Put the copy FILE in the place of the present database, which is copied first."),
    N_("Do not ask again."),
    N_("Classes and the year's figures."),
    N_("Print the figures of a YEAR or of the years FROM-TO."),
    N_("Code of the unit; without it the top unit of that time."),
)
"""The sentences the commands themselves hold."""
USAGE = N_("How to use it: ")
DEFAULT = N_("default")
OF_CLICK = {
    "Options": N_("Settings of the command"),
    "Commands": N_("Commands"),
    "Show this message and exit.": N_("Print this help."),
}
PLACEHOLDERS = (
    *(N_("OPTIONS"), N_("COMMAND"), N_("ARGS"), N_("FILE"), N_("SEED"), N_("NUMBERS")),
    *(N_("DIGEST"), N_("YEAR"), N_("FROM"), N_("TO"), N_("TEXT"), N_("INTEGER"), N_("CODE")),
    *(N_("REVISION"), N_("STATE"), N_("TOPIC"), N_("USER")),
)
"""What stands in a line of usage for words of one's own."""
OF_TABLES_BELOW = {
    "upgrade": N_("Bring the tables up to date, or up to a revision."),
    "downgrade": N_("Take the tables back to an earlier revision."),
    "current": N_("Print the revision of the present tables."),
    "history": N_("Print all revisions, the newest first."),
    "check": N_("Say whether the tables are as the program wants them."),
}
"""For operators; developers' commands of Flask-Migrate still run."""
CAPITALS = re.compile(r"[A-Z]{2,}")
PARAGRAPHS = re.compile(r"\n\s*\n")


class VietnameseHelp(click.HelpFormatter):
    """Says click's own words in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of the usage."""
        super().write_usage(prog, placeholders(args), prefix or in_vietnamese(USAGE))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(in_vietnamese(OF_CLICK.get(heading, heading)))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms and what they mean."""
        default = f"[{in_vietnamese(DEFAULT)}: "
        told = [
            (
                placeholders(term),
                in_vietnamese(OF_CLICK.get(words, words)).replace("[default: ", default),
            )
            for term, words in rows
        ]
        super().write_dl(told, col_max, col_spacing)


def placeholders(words: str) -> str:
    """Return a line of usage with its placeholders in the reader's language."""
    return CAPITALS.sub(
        lambda found: in_vietnamese(found[0]) if found[0] in PLACEHOLDERS else found[0], words
    )


class Commands(FlaskGroup):
    """All commands, with help for people who run the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands that are meant for operators."""
        return [name for name in super().list_commands(ctx) if name in MAY_HELP]


def translate(group: FlaskGroup, tables: click.Command) -> None:
    """Let the commands, and ``tables``, which come from elsewhere, speak the reader's language."""
    click.Context.formatter_class = VietnameseHelp
    group.params = []  # of Flask's own: where the application is, which is settled here
    tables.help = tables.short_help = in_vietnamese(OF_TABLES)
    _translate_tables(tables)
    for command in _all(COMMANDS):
        command.help = "\n\n".join(in_vietnamese(one) for one in paragraphs(command.help))
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                option.help = in_vietnamese(option.help)


def _translate_tables(tables: click.Command) -> None:
    for name, command in getattr(tables, "commands", {}).items():
        words = OF_TABLES_BELOW.get(name)
        command.hidden = words is None
        if words is not None:
            command.help = command.short_help = in_vietnamese(words)
    for command in [tables, *getattr(tables, "commands", {}).values()]:
        for option in command.params:
            if isinstance(option, click.Option):
                option.hidden = True  # for developers, in English


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a help text, each as one line."""
    return [" ".join(one.split()) for one in PARAGRAPHS.split(text or "") if one.strip()]


def _all(commands: Iterable[click.Command]) -> Iterable[click.Command]:
    for command in commands:
        yield command
        if isinstance(command, click.Group):
            yield from _all(command.commands.values())
