"""What one column of a published table means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NO_DATA = "tidak ada data"
NOT_COMPUTABLE = "tidak dapat dihitung"
NOT_APPLICABLE = "tidak berlaku"

ROLES = (
    *("key", "value", "count", "n", "verdict", "text", "code", "year", "person", "digest"),
    "date",
)


@dataclass(frozen=True)
class Column:
    """Describe one column for page, CSV, alt text and withholding alike.

    Parameters
    ----------
    label : str
        Head of the column, an Indonesian message.
    role : str
        `key` names the row; `value` is a measured number; `count` counts people or cases; `n` is
        the number of people or cases behind the row's values; `verdict` is a class with a shape;
        `text` is other text; `code` is a name out of the data, written as it is in every language;
        `date` is an ISO date; `year` is a number written without
        separators; `person` identifies a person and leaves the public edition; `digest` is a check
        code, internal only.
    unit : str
        Unit message, shown in the head; `%` is also written behind each number in sentences.
    decimals : int
        Digits after the separator on the page. CSV keeps the full value.
    missing : str
        What an empty cell says: `NO_DATA`, `NOT_COMPUTABLE` or `NOT_APPLICABLE`.
    kinds : mapping
        For a verdict: text of the class -> status shape (`ok`, `warn`, `bad`, `na`).
    short : str
        Head on a phone; the label is then given to screen readers.
    suffix : str
        Message written behind each verdict, such as whose target it was judged by.
    total_from : str
        Name of a helper column: the cell reads "3 dari 5", and is not computable where it is 0.
    status_from : str
        Name of a helper column whose verdict gives a number its shape.
    reason_from : str
        Name of a helper column that says why a cell is empty; `NO_DATA` or `NOT_APPLICABLE` there
        replaces the word of the column.
    decimals_from : str
        Name of another column that holds the decimals of each row, for mixed units.
    quantile : float or None
        For a value picked out of people's values: 0.5 a median, 0.9 a 90th percentile, 0 or 1 the
        least or the greatest. It is shown only where enough people lie beyond it.
    parts_from : tuple of str
        Names of two frame columns with the greatest and the second greatest contribution to the
        total that the cell shows, in its unit. They are published nowhere; a total that comes
        mostly from one contributor is withheld.
    made_by : str
        Name of the count, or of the share in per cent, of those who alone make up the value, each
        of them by 1 or more: a mean shortfall of all comes from those who fall short. Times n it
        tells how many they may be, so it is withheld with them.
    verbatim : bool
        Cells are codes, also where the role is not `code`: names of tables, columns and rules. They
        are written as they are in every language.
    items : str
        Separator of a list in one cell, such as "; ". Each item, and each side of ": " in it, is a
        word, a number or data, and is translated by itself.
    forms : tuple of str
        Messages with fields that text cells were filled from, so that a page in another language
        can fill their translation; see `publish.wording.form_text`.
    """

    label: str
    role: str = "value"
    unit: str = ""
    decimals: int = 0
    missing: str = NO_DATA
    kinds: Mapping[str, str] = field(default_factory=dict)
    short: str = ""
    suffix: str = ""
    total_from: str = ""
    status_from: str = ""
    reason_from: str = ""
    decimals_from: str = ""
    quantile: float | None = None
    parts_from: tuple[str, ...] = ()
    made_by: str = ""
    verbatim: bool = False
    items: str = ""
    forms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.quantile is not None and not 0 <= self.quantile <= 1:
            raise ValueError(f"a quantile is from 0 to 1, not {self.quantile}")
        if self.parts_from and len(self.parts_from) != 2:
            raise ValueError("parts_from names the greatest and the second greatest contribution")
        if self.role not in ROLES:
            raise ValueError(f"unknown column role {self.role!r}; known: {ROLES}")

    @property
    def helpers(self) -> tuple[str, ...]:
        """Name the columns this one reads beside its own."""
        return tuple(
            n
            for n in (self.status_from, self.reason_from, self.decimals_from, self.total_from)
            if n
        )
