"""Find the items of a questionnaire among the columns of a sheet, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kinerja_lib.sources.column_content import Content
from kinerja_lib.sources.sheet_names import split_words
from kinerja_lib.tables.names import squash

LEAST = 5  # columns of answers that make a questionnaire
MOST_ANSWERS = 11  # different answers of one item: 0 to 10
_ENOUGH = 0.8  # share of the cells of a column that must be answers
_WHOLE = re.compile(r"10|[0-9]")
_NUMBERED = re.compile(r"([a-z]{0,20}?)0*([1-9][0-9]{0,2})")
_ANSWER_WORDS = frozenset(
    (
        *("setuju", "netral", "ragu", "puas", "sesuai", "selalu", "sering", "kadang", "jarang"),
        *("pernah", "yakin", "mungkin", "benar", "agree", "disagree", "neutral"),
    )
)


def is_answer(text: str) -> bool:
    """Tell whether a cell is an answer in words, such as `Sangat setuju`."""
    words = split_words(text)
    return 0 < len(words) <= 4 and not _ANSWER_WORDS.isdisjoint(words)


def find_items(
    headers: Sequence[str], contents: Sequence[Content], taken: Collection[int]
) -> dict[int, str]:
    """Give columns of answers their item, by place; empty where there are fewer than `LEAST`.

    Parameters
    ----------
    headers : sequence of str
    contents : sequence of Content
        First values by column; answers are whole numbers from 0 to 10, or words of agreement.
    taken : collection of int
        Places of columns that are something else.

    Returns
    -------
    dict
        Headers that are one word and a number keep both (`Q1` is `butir_q01`), as `Butir 1` is
        `butir_01`; others are numbered in their order as `butir_p01`. So an item of an office's
        own is never mistaken for one of the instruments that come with the kit.
    """
    places = [
        place
        for place, header in enumerate(headers)
        if place not in taken and squash(header) and _holds_answers(contents[place])
    ]
    named = {place: f for place in places if (f := _NUMBERED.fullmatch(squash(headers[place])))}
    stems = [found[1] for found in named.values()]
    stem = max(stems, key=stems.count, default="")
    found = {
        place: f"butir_{_shorten(stem)}{int(match[2]):02d}"
        for place, match in named.items()
        if match[1] == stem
    }
    if len(found) < max(LEAST, len(places) // 2) or len(set(found.values())) < len(found):
        found = {place: f"butir_p{number:02d}" for number, place in enumerate(places, start=1)}
    return found if len(found) >= LEAST else {}


def _shorten(stem: str) -> str:
    """Give the letters of a header that go into a code; a number alone is a question."""
    return "" if stem in ("butir", "item") else stem or "p"


def _holds_answers(content: Content) -> bool:
    good = sum(bool(_WHOLE.fullmatch(v)) or is_answer(v) for v in content.values)
    few = len(set(content.values)) <= MOST_ANSWERS
    return few and bool(content.values) and good >= _ENOUGH * len(content.values)
