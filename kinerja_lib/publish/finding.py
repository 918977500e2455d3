"""A sentence that a result chose: message and values apart, so that both can be checked."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from kinerja_lib.i18n import FOREIGN, _
from kinerja_lib.publish.mime import MIME, check_id, check_subject
from kinerja_lib.publish.quantity import Quantity, value_json, value_text
from kinerja_lib.stats.outcomes import Change, Outcome

_FIELD = re.compile(r"( ?)\{([a-z_0-9]+)\}")
PLACES = ("headline", "answer", "heading", "lead", "text", "claim", "ask", "note", "title")

CHANGE_MESSAGES: Mapping[str, str] = {
    Outcome.UP: _(
        "**{what} naik** dari {before} menjadi {after}: bertambah {size} "
        "(selang 95%: {interval}). Didukung data."
    ),
    Outcome.DOWN: _(
        "**{what} turun** dari {before} menjadi {after}: berkurang {size} "
        "(selang 95%: {interval}). Didukung data."
    ),
    Outcome.NO_EVIDENCE: _(
        "**{what} tercatat {size} {direction}** (selang 95%: {interval}). "
        "Naik atau turunnya belum dapat disimpulkan. Belum cukup bukti."
    ),
    Outcome.UNCHANGED: _(
        "**{what} tidak berubah secara berarti** (selang 95%: {interval}, "
        "di dalam batas ±{margin})."
    ),
    Outcome.RECORDED_UP: _(
        "**{what} tercatat naik** dari {before} menjadi {after}: bertambah {size}. "
        "Galat baku tidak tersedia, sehingga kenaikan ini belum diuji."
    ),
    Outcome.RECORDED_DOWN: _(
        "**{what} tercatat turun** dari {before} menjadi {after}: berkurang {size}. "
        "Galat baku tidak tersedia, sehingga penurunan ini belum diuji."
    ),
    Outcome.RECORDED_SAME: _(
        "**{what} tercatat sama** pada {after}. "
        "Galat baku tidak tersedia, sehingga kesamaan ini belum diuji."
    ),
    Outcome.NOT_COMPUTABLE: _("**{what} tidak dapat dihitung** karena {reason}."),
}
# Everyone was counted, so there is no interval to give.
COMPLETE_MESSAGES: Mapping[str, str] = {
    **CHANGE_MESSAGES,
    Outcome.UP: _("**{what} naik** dari {before} menjadi {after}: bertambah {size} (sensus)."),
    Outcome.DOWN: _("**{what} turun** dari {before} menjadi {after}: berkurang {size} (sensus)."),
    Outcome.SAME: _("**{what} tetap** pada {after} (sensus)."),
    Outcome.UNCHANGED: _(
        "**{what} tidak berubah secara berarti**: selisih {difference}, di dalam batas ±{margin} "
        "(sensus)."
    ),
}
LOWER, HIGHER = _("lebih rendah"), _("lebih tinggi")


@dataclass(frozen=True)
class Finding:
    """Publish one sentence chosen by a result.

    Parameters
    ----------
    id : str
        Claim id, unique in the report; rows of `findings.csv` carry it.
    outcome : str
        What the test or rule gave; picks the message.
    messages : mapping of str to str
        Outcome (at least the one that occurred) -> Indonesian message with `{name}` fields; `**`
        marks words in bold.
    values : mapping
        Field -> `Quantity`, text, or a list of texts that is joined with "dan".
    place : str
        Where the page shows it: `headline` (h1), `answer` (first screen), `heading` (the sentence
        beside a section's name), `lead`, `text`, `claim`, `ask`, `note`, `title`.
    section : str
        Id of the section an answer links to.
    n : int or None
        People or cases behind the sentence; decides withholding together with `subject`.
    subject : str
        As in `Table`.
    test, rule : str
        Name of the test, and of the rule with its version.
    """

    id: str
    outcome: str
    messages: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    place: str = "text"
    section: str = ""
    n: int | None = None
    subject: str = "kinerja"
    test: str = ""
    rule: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_subject(self.subject)
        if self.place not in PLACES:
            raise ValueError(f"unknown place {self.place!r}; known: {PLACES}")
        if self.outcome not in self.messages:
            raise ValueError(f"finding {self.id!r} has no message for outcome {self.outcome!r}")

    @classmethod
    def of_change(
        cls,
        change: Change,
        *,
        id: str,
        what: str,
        unit: str = "",
        decimals: int = 0,
        reason: str = _("datanya tidak lengkap"),
        **options: Any,  # noqa: ANN401 - the other fields of Finding
    ) -> Finding:
        """Word a difference by what its interval allows; see `CHANGE_MESSAGES`."""
        difference = change.difference
        # From 7,7% to 9,2% is 1,5 percentage points more, not 1,5% more.
        step = _("poin persentase") if unit == "%" else unit
        values: dict[str, Any] = {"what": what, "reason": reason}
        if difference is not None:
            values |= {
                "before": Quantity(change.before, unit, decimals),
                "after": Quantity(change.after, unit, decimals),
                "size": Quantity(abs(difference), step, decimals),
                "difference": Quantity(difference, step, decimals),
                "direction": LOWER if difference < 0 else HIGHER,
            }
        if change.low is not None and change.high is not None:
            values["interval"] = Quantity(
                math.nan, step, decimals, low=change.low, high=change.high
            )
        if change.margin is not None:
            values["margin"] = Quantity(change.margin, step, decimals)
        outcome = change.outcome
        messages = COMPLETE_MESSAGES if change.complete else CHANGE_MESSAGES
        return cls(
            id,
            outcome,
            messages,
            _used(messages[outcome], values),
            n=change.n,
            test=change.test,
            **options,
        )

    @property
    def message(self) -> str:
        """Give the message that the outcome chose."""
        return self.messages[self.outcome]

    def sentence(self) -> str:
        """Write the sentence in the language in use, without marks."""
        return fill_message(self.to_json()).replace("**", "")

    def to_json(self) -> dict[str, Any]:
        """Give the finding as JSON: the chosen message and its values, not the finished text."""
        return {
            "kind": "finding",
            "id": self.id,
            "outcome": str(self.outcome),
            "message": self.message,
            "values": {name: value_json(value) for name, value in self.values.items()},
            "place": self.place,
            "section": self.section,
            "n": None if self.n is None else int(self.n),
            "subject": self.subject,
            "test": self.test,
            "rule": self.rule,
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = self.to_json()
        text = fill_message(data)
        parts = escape(text).split("**")
        html = "".join(f"<b>{p}</b>" if i % 2 else p for i, p in enumerate(parts))
        return {MIME: data, "text/html": f"<p>{html}</p>", "text/plain": text.replace("**", "")}


def _used(message: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if "{" + name + "}" in message}


def fill_text(message: str, values: Mapping[str, Any], *, mark: bool = False) -> str:
    """Translate a message and put values into its `{name}` fields, in one pass.

    A value that itself looks like a field stays as it is; a field without a value is an error. An
    empty value takes the space before it along. `mark` is that of `value_text`.
    """

    def put(match: re.Match[str]) -> str:
        value = value_text(values[match[2]], mark=mark)
        return match[1] + value if value else ""

    return _FIELD.sub(put, _(message))


def fill_message(finding: Mapping[str, Any], *, mark: bool = False) -> str:
    """Put the values of a finding's JSON into its message, `**` marks kept.

    The sentence starts with a capital, also where a value comes first, and never with a figure.
    `mark` is that of `value_text`.
    """
    text = fill_text(finding["message"], finding["values"], mark=mark)
    start = len(text) - len(text.removeprefix("**").removeprefix(FOREIGN[0]))
    first = _FIELD.match(_(finding["message"]).removeprefix("**"))
    value = finding["values"][first[2]] if first else None
    if isinstance(value, dict) and text[start : start + 1].isdigit():
        text = text[:start] + _("sebanyak ") + text[start:]
    if value is not None and not isinstance(value, dict) and text[start + 1 : start + 2].isupper():
        return text  # a name such as "pH air" keeps its own spelling
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
