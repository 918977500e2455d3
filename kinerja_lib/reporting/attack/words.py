"""The result of the test attack as lines for the terminal and as JSON; both stay in the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.privacy.attack import FREE, KNOWN, NARROW, PROTECTED, RECOVERED
from kinerja_lib.reporting.attack.trial import COMPARED, Outcome, Trial, count_outcomes

_WIDE = 48
_WORDS = {
    RECOVERED: _("terhitung kembali"),
    NARROW: _("selangnya terlalu sempit"),
    COMPARED: _("terbuka lewat perbandingan terbitan"),
    KNOWN: _("sudah diketahui tanpa halaman ini"),
    PROTECTED: _("terlindung"),
    FREE: _("sel pendamping"),
}


def describe_trial(trial: Trial) -> Iterator[str]:
    """Give the lines about one region: counts, widths, then each number given away."""
    yield trial.region
    counts = count_outcomes(trial.outcomes)
    yield _line(_("terbitan publik"), format_number(trial.publications))
    yield _line(_("di antaranya diganti atau ditarik"), format_number(trial.replaced))
    if trial.unaided:
        yield _line(
            _("tanpa catatan internal, dari berkas publik saja"), format_number(trial.unaided)
        )
    hidden = sum(counts.values()) - counts[COMPARED]
    yield _line(_("angka yang ditahan"), format_number(hidden))
    for outcome, word in _WORDS.items():
        yield _line(f"  {_(word)}", format_number(counts[outcome]))
    loose = sum(o.outcome == PROTECTED and o.width is None for o in trial.outcomes)
    yield _line(_("  terlindung tanpa selang (bukan jumlah orang)"), format_number(loose))
    if trial.mismatches:
        number = format_number(len(trial.mismatches))
        yield _line(_("berbeda dari catatan internal"), number)
    yield from _describe_widths(trial.outcomes)
    yield from _describe_failures(trial)


def _line(name: str, value: str) -> str:
    return f"  {name:<{_WIDE}}  {value:>7}"


def measure_widths(outcomes: Sequence[Outcome], *, mean: bool) -> tuple[float, float] | None:
    """Give the smallest and the median width of the protected numbers; None without any."""
    widths = [
        o.width for o in outcomes
        if o.outcome == PROTECTED and o.width is not None and o.mean is mean
    ]  # fmt: skip
    return (min(widths), median(widths)) if widths else None


def _describe_widths(outcomes: Sequence[Outcome]) -> Iterator[str]:
    kinds = (
        (False, _("selang jumlah: tersempit, median"), _("{low} dan {mid} orang")),
        (True, _("selang rerata: tersempit, median"), _("{low} dan {mid}% skala")),
    )
    for mean, name, text in kinds:
        found = measure_widths(outcomes, mean=mean)
        if found is not None:
            low, mid = (format_number(width, 1 if mean else 0) for width in found)
            yield f"  {name:<{_WIDE}}  {text.format(low=low, mid=mid)}"


def _describe_failures(trial: Trial) -> Iterator[str]:
    failing = [outcome for outcome in trial.outcomes if outcome.fails]
    last = None
    for one in failing:
        table = f"{one.period} {one.report}/{one.table}" if one.table else one.period
        if table != last:
            yield f"  {clean_text(table, 120)}"
            last = table
        yield f"    {_place(one)}: {_(_WORDS[one.outcome])}{_ends(one)}"
    for wrong in trial.mismatches:
        where = " / ".join(part for part in (" | ".join(wrong.row), wrong.column) if part)
        text = _("{run} {table}: berkas CSV tidak sama dengan catatan internal").format(
            run=wrong.run, table=wrong.table
        )
        yield f"  {clean_text(text, 200)}{': ' if where else ''}{clean_text(where, 120)}"


def _place(one: Outcome) -> str:
    return clean_text(" / ".join(part for part in (one.row, one.column) if part), 120)


def _ends(one: Outcome) -> str:
    if one.low is None or one.high is None:
        return ""
    decimals = 2 if one.mean else 0
    low, high = format_number(one.low, decimals), format_number(one.high, decimals)
    return (
        f" ({low})"
        if one.outcome == RECOVERED
        else " " + _("({low} sampai {high})").format(low=low, high=high)
    )


def conclude(trials: Sequence[Trial], unreadable: Sequence[str]) -> Iterator[str]:
    """Give the last lines: what could not be read, and the result in one sentence."""
    for text in unreadable:
        yield _("tidak dapat dibaca: {what}").format(what=text)
    number = sum(outcome.fails for trial in trials for outcome in trial.outcomes)
    wrong = sum(len(trial.mismatches) for trial in trials)
    if number or wrong:
        text = _(
            "Hasil: {n} angka terbuka, {m} sel berbeda dari catatan internal. Tarik laporannya, "
            "lalu terbitkan ulang."
        )
        yield text.format(n=format_number(number), m=format_number(wrong))
    elif unreadable:
        yield _("Hasil: tidak ada angka yang terbuka, tetapi tidak semua dapat dibaca.")
    else:
        yield _("Hasil: tidak ada angka yang terbuka.")


def as_json(trials: Sequence[Trial], unreadable: Sequence[str]) -> dict[str, Any]:
    """Give everything found, for other programs."""
    return {
        "schema": 1,
        "unreadable": list(unreadable),
        "regions": [_trial_json(trial) for trial in trials],
    }


def _trial_json(trial: Trial) -> dict[str, Any]:
    widths = {"counts": False, "means": True}
    found = {name: measure_widths(trial.outcomes, mean=mean) for name, mean in widths.items()}
    return {
        "region": trial.region,
        "publications": trial.publications,
        "replaced": trial.replaced,
        "without_ledger": trial.unaided,
        "outcomes": dict(count_outcomes(trial.outcomes)),
        "widths": {n: None if w is None else {"smallest": w[0], "median": w[1]}
                   for n, w in found.items()},
        "cells": [{**vars(outcome)} for outcome in trial.outcomes],
        "mismatches": [{**vars(wrong), "row": list(wrong.row)} for wrong in trial.mismatches],
    }  # fmt: skip
