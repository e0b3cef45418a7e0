"""Text in, typed values out: questions by hand, files, documents."""

from question_bank.forms.files import ImportForm, RemarkForm, SourceForm
from question_bank.forms.writing import OPTION_ROWS, OptionForm, QuestionForm

__all__ = ["OPTION_ROWS", "ImportForm", "OptionForm", "QuestionForm", "RemarkForm", "SourceForm"]
