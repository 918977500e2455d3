"""What a survey instrument declares: items, subscales, range, direction, licence, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

THEMES = (
    *("resistensi", "reaksi", "kesiapan", "tekanan", "penerimaan", "manfaat", "iklim", "lain"),
)
LOWEST, HIGHEST = 0, 10  # the answers that the table contract lets through


@dataclass(frozen=True)
class Item:
    """One question.

    Parameters
    ----------
    code : str
        Column of the survey table, such as `butir_01`; unique in a questionnaire.
    text : str
        Wording; empty where the licence does not let it be kept here.
    reverse : bool
        Agreement means less of the subscale; scored as lowest + highest - answer of the range.
    waves : tuple of str
        Waves that asked it; empty: all.
    """

    code: str
    text: str = ""
    reverse: bool = False
    waves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subscale:
    """Items that belong together.

    Parameters
    ----------
    code, name : str
        Short name in code and the Indonesian name on the page.
    items : tuple of Item
    favourable_high : bool
        A high score is what the agency hopes for.
    theme : str
        One of `THEMES`.
    """

    code: str
    name: str
    items: tuple[Item, ...]
    favourable_high: bool
    theme: str


@dataclass(frozen=True)
class Instrument:
    """One instrument file, checked.

    Parameters
    ----------
    code, name : str
        Name of the file without ending, and the name on the page.
    source, licence, evidence : str
        Whose structure it is, what the licence allows, and what is and is not validated.
    low, high : int
        Range of the answers, both included.
    labels : tuple of str
        Words of every answer from low to high, or of the two ends.
    publish_text : bool
        Whether the wording may stand on a page.
    missing_codes : tuple of int
        Answers that mean "no answer".
    subscales : tuple of Subscale
    """

    code: str
    name: str
    source: str
    licence: str
    evidence: str
    low: int
    high: int
    labels: tuple[str, ...]
    publish_text: bool
    missing_codes: tuple[int, ...]
    subscales: tuple[Subscale, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Items of all subscales in the order of the file."""
        return tuple(item for subscale in self.subscales for item in subscale.items)

    def with_range(self, low: int, high: int) -> Instrument:
        """Give the same instrument asked on another range; labels keep their two ends."""
        ends = (self.labels[0], self.labels[-1])
        labels = self.labels if len(self.labels) == high - low + 1 else ends
        return replace(self, low=low, high=high, labels=labels)


@dataclass(frozen=True)
class Codebook:
    """All instruments of one questionnaire.

    Parameters
    ----------
    instruments : tuple of Instrument
    """

    instruments: tuple[Instrument, ...]

    @property
    def subscales(self) -> tuple[Subscale, ...]:
        """Subscales of all instruments, in order."""
        return tuple(s for instrument in self.instruments for s in instrument.subscales)

    @property
    def items(self) -> tuple[Item, ...]:
        """Items of all instruments, in order."""
        return tuple(item for instrument in self.instruments for item in instrument.items)

    @property
    def ranges(self) -> Mapping[str, tuple[int, int]]:
        """Lowest and highest answer by item."""
        return {i.code: (book.low, book.high) for book in self.instruments for i in book.items}

    @property
    def subscale_of(self) -> Mapping[str, str]:
        """Code of the subscale by item."""
        return {item.code: s.code for s in self.subscales for item in s.items}

    @property
    def instrument_of(self) -> Mapping[str, Instrument]:
        """Instrument by code of the subscale."""
        return {s.code: book for book in self.instruments for s in book.subscales}

    def themes(self, *names: str) -> tuple[Subscale, ...]:
        """Subscales of the given themes, in order."""
        return tuple(s for s in self.subscales if s.theme in names)


def join_instruments(
    instruments: Sequence[Instrument], answer_range: Sequence[int] = ()
) -> Codebook:
    """Make one codebook of the instruments of a questionnaire.

    Parameters
    ----------
    answer_range : sequence of int
        Lowest and highest answer where the questionnaire was asked on another range than the
        files say; empty to keep theirs.

    Raises
    ------
    ParameterError
        No instrument, a range that is none, or an item or subscale in two instruments.
    """
    if not instruments:
        raise ParameterError(
            _("Belum ada instrumen survei. Sebutkan berkas dari params/instruments.")
        )
    if answer_range:
        instruments = [book.with_range(*_read_range(answer_range)) for book in instruments]
    book = Codebook(tuple(instruments))
    for codes, what in (
        ([item.code for item in book.items], _("Butir")),
        ([subscale.code for subscale in book.subscales], _("Subskala")),
    ):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            problem = _(
                "{what} {names} ada pada dua instrumen. Pakai salah satu, atau beri kode lain pada "
                "salinan berkasnya."
            )
            raise ParameterError(problem.format(what=what, names=", ".join(twice[:5])))
    return book


def _read_range(answer_range: Sequence[int]) -> tuple[int, int]:
    right = len(answer_range) == 2 and LOWEST <= answer_range[0] < answer_range[1] <= HIGHEST
    if not right:
        problem = _(
            "Rentang jawaban {given} bukan dua bilangan dari {low} sampai {high}, yang kecil "
            "dahulu; misalnya [1, 5]."
        )
        raise ParameterError(problem.format(given=list(answer_range)[:5], low=LOWEST, high=HIGHEST))
    return int(answer_range[0]), int(answer_range[1])
