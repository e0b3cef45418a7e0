"""The roll of a class: forty phones at once by the projector's code, then lists."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image, ImageDraw

from webapp.check.browser import Browser, Page, Unexpected
from webapp.check.course import Class

CODE_TOO_OLD = 409
DOTS = 6
BORDER = 4
ABSENT = {-1: {1, 2, 3, 4}, -2: {1, 2}}
"""Who, counted from the end of the list, misses which lessons, counted from 0."""
STROKE = re.compile(r"([MmHh])\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+)|(-[\d.]+|\.\d+))?")


def keep(course: Class) -> str:
    """Keep the roll of every lesson; return what was done."""
    scans = 0
    stale = ""
    for number, lesson in enumerate(course.lessons):
        if number < 2:
            path = _shown(course, lesson)
            if stale:  # the code of one lesson opens no other
                course.learners[0].get(
                    f"/hoc/co-mat/{lesson}/{stale.rpartition('/')[2]}", expect=CODE_TOO_OLD
                )
            scans += _scan(course, number, path)
            stale = path
        _list(course, number, lesson)
    return (
        f"{scans} signed in by the projector's code, 40 clients at once; another lesson's code "
        f"refused; {len(course.lessons)} rolls finished by list"
    )


def _shown(course: Class, lesson: str) -> str:
    """Return the path in the code on the screen, read from its picture."""
    page = course.trainer.get(f"{course.teaching}/man-chieu/{lesson}")
    return urlsplit(read_picture(page)).path


def read_picture(page: Page) -> str:
    """Return what the code drawn on a page says.

    Raises:
        Unexpected: it cannot be read.
    """
    [path] = page.tree.xpath("//*[local-name()='svg']//*[local-name()='path'][@stroke]/@d")
    [box] = page.tree.xpath("//*[local-name()='svg']/@viewbox | //*[local-name()='svg']/@viewBox")
    side = int(box.split()[-1]) + 2 * BORDER
    picture = Image.new("L", (side * DOTS, side * DOTS), 255)
    pen = ImageDraw.Draw(picture)
    x = y = 0.0
    for letter, first, second, tight in STROKE.findall(path):
        if letter in "Mm":
            down = float(second or tight)
            x, y = (float(first), down) if letter == "M" else (x + float(first), y + down)
            continue
        left, top = (x + BORDER) * DOTS, (y - 0.5 + BORDER) * DOTS
        x += float(first)
        pen.rectangle((left, top, (x + BORDER) * DOTS - 1, top + DOTS - 1), fill=0)
    codes = zxingcpp.read_barcodes(picture)
    if not codes:
        raise Unexpected("the projector's code cannot be read")
    return str(codes[0].text)


def _scan(course: Class, number: int, path: str) -> int:
    here = [
        one
        for place, one in enumerate(course.learners)
        if number not in ABSENT.get(place - len(course.learners), ())
    ]

    def scan(learner: Browser) -> None:
        learner.submit(learner.get(path), "")

    with ThreadPoolExecutor(len(here)) as pool:
        list(pool.map(scan, here))
    return len(here)


def _list(course: Class, number: int, lesson: str) -> None:
    address = f"{course.teaching}/diem-danh/{lesson}"
    roll = course.trainer.get(address)
    keys = dict.fromkeys(roll.tree.xpath("//input[@name='learner']/@value"))
    missing = [place for place, lessons in ABSENT.items() if number in lessons]
    for place in missing:
        mark = {"learner": list(keys)[place], "seen": "", "mark": "ABSENT"}
        course.trainer.press(address, mark)
    course.trainer.press(f"{address}/tat-ca")
    course.trainer.press(f"{address}/xong")
