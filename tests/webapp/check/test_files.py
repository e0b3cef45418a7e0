"""Files the check sends: each format is recognised, and holds what the check counts."""

import pytest

from question_bank import services
from webapp.check.bank_files import BAD, GOOD, RIGHT, files, stems


@pytest.mark.parametrize("code", list(files()))
def test_a_file_of_each_format_holds_two_good_questions_and_one_item_to_list(code: str) -> None:
    name, content = files()[code]
    read = services.read_file(content, None, file_name=name)
    assert read.format == code
    good = [one for one in read.items if one.draft is not None and not one.problems]
    assert (len(read.items), len(good)) == (GOOD + BAD, GOOD)


def test_no_two_files_ask_the_same() -> None:
    asked = [stem for code in files() for stem in stems(code)]
    assert len(set(asked)) == len(asked)
    assert RIGHT > 0
