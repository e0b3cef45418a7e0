"""Why a file as a whole is not read, each with what to do instead."""

from foundation.errors import N_, InvalidInput


class EmptyFile(InvalidInput):
    """There is nothing in it."""

    message = N_("The file is empty.")


class FileMissing(InvalidInput):
    """No such file."""

    message = N_("There is no file “%(name)s”.")


class UnknownFormat(InvalidInput):
    """The content is of no kind this program reads."""

    message = N_(
        "This kind of file cannot be read. Use Word (.docx), Excel (.xlsx), CSV, GIFT, Aiken, "
        "Moodle XML or QTI."
    )


class OldWord(InvalidInput):
    """A Word file of before 2007."""

    message = N_(
        "This is an old Word file (.doc). Open it in Word, save it as .docx, send it again."
    )


class OtherOffice(InvalidInput):
    """A text document of another program."""

    message = N_("This is an OpenDocument text. Save it as Word (.docx) and send it again.")


class HasPassword(InvalidInput):
    """An encrypted document."""

    message = N_("This file is protected by a password. Save it without one and send it again.")


class NothingFound(InvalidInput):
    """Nothing in the file looks like a question."""

    message = N_(
        "No question was found. In Word, questions begin with “Câu 1.”, answers with “A.”, “B.” "
        "and so on; a sheet needs a row that names its columns."
    )


class NothingInside(NothingFound):
    """A file of another program that holds no question."""

    message = N_(
        "This %(kind)s file holds no question. Write the questions from that program into a file "
        "once more and send it."
    )


class Pdf(InvalidInput):
    """A printed page: the letters are there, the paragraphs are not."""

    message = N_(
        "This is a PDF. Ask for the Word file it was made of; or open the PDF in Word, save it as "
        ".docx, look it through and send that."
    )


class RichText(InvalidInput):
    """A Word file in the form RTF, which often has the name ``.doc``."""

    message = N_(
        "This is a file of the kind RTF. Open it in Word, save it as .docx, send it again."
    )


class WebPage(InvalidInput):
    """A page saved from a browser or by Word, which often has the name ``.doc`` or ``.xls``."""

    message = N_(
        "This is a web page. Open it in Word or Excel, save it as .docx or .xlsx, send it again."
    )


class PlainText(InvalidInput):
    """Questions as plain text with nothing that names their answers."""

    message = N_(
        "This is plain text that names no answers. Write “ANSWER: B” below each question; or put "
        "the text into Word, make the right answers bold and save it as .docx."
    )


class Photograph(InvalidInput):
    """A picture of a paper."""

    message = N_("This is a picture; its questions cannot be read. Type them into Word or Excel.")


class Packed(InvalidInput):
    """Files packed together, none of them a package of questions."""

    message = N_("This is a packed file (.zip, .rar). Unpack it and send the files one by one.")


OTHER_KINDS: dict[bytes, type[InvalidInput]] = {
    b"%PDF-": Pdf,
    b"{\\rtf": RichText,
    b"Rar!": Packed,
    b"7z\xbc\xaf": Packed,
    b"\x89PNG": Photograph,
    b"\xff\xd8\xff": Photograph,
}
"""How a file begins that is of a kind people send by mistake."""
