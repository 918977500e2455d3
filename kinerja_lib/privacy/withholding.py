"""Primary withholding: rows and sentences about groups that are too small to show.

Works on the JSON of publish objects, so it knows nothing of pages. The smallest group sizes are
the kit's choice, not law; they may be raised by parameters and never lowered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _

WITHHELD = "tidak ditampilkan"
NEVER = 10**9
# Smallest group by edition and subject; `umum` is about places, not persons.
MINIMUM: Mapping[str, Mapping[str, int]] = {
    "internal": {"umum": 0, "kinerja": 5, "sikap": 10, "komentar": 20},
    "public": {"umum": 0, "kinerja": 10, "sikap": 10, "komentar": NEVER},
}
_FIGURES, _WORDS = ("value", "count", "n"), ("verdict", "text", "code")
_HIDDEN_ROLES = ("value", "count", "n", "verdict", "text", "code")
SMALL_GROUP = _("Tidak ditampilkan: kurang dari {minimum} orang.")
NO_COMMENTS = _("Tidak ditampilkan: komentar tidak dimuat pada edisi publik.")


def withhold_table(table: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Hide what an edition may not show of a table's JSON.

    Parameters
    ----------
    table : mapping
        JSON of a `Table`. A row's size is its `n` column; without one, the sum of its counts.
    edition : str
        `internal` or `public`.

    Returns
    -------
    dict
        The same table; cells of a withheld row hold the text `WITHHELD`, its key stays. A count
        from 1 up to the limit is hidden by itself, and with it a share (unit `%`) that gives it
        back. Where all people of a row are in one class (one count is n, or the only one above
        zero) its figures are hidden and n stays, and so are those of the other rows of its people
        where `classes` names the key that splits them. A row without any figure stays: it says that
        there are no data; one with a count but a missing n is withheld. `withheld` counts the
        hidden cells. `person` columns, and in public `digest` columns, are gone.

    Raises
    ------
    DisclosureError
        The table is about persons but has neither an `n` nor a count, so nothing can be checked.
    """
    minimum = MINIMUM[edition][table["subject"]]
    kept = _drop_columns(table, edition)
    if minimum == 0:
        return {**kept, "withheld": 0}
    roles = [column["role"] for column in kept["columns"]]
    sizes = [i for i, role in enumerate(roles) if role == "n"]
    counts = [i for i, role in enumerate(roles) if role == "count"]
    if not sizes and not counts:
        raise DisclosureError(
            _(
                "Tabel '{id}' tentang pegawai tetapi tidak menyatakan n atau jumlah pada tiap "
                "baris. Beri kolom berperan 'n'."
            ).format(id=table["id"])
        )
    shares = [i for i, c in enumerate(kept["columns"]) if c.get("unit") == "%"]
    kept_rows = kept["rows"]
    rows = [_withhold_row(row, roles, sizes, counts, minimum) for row in kept_rows]
    rows = [
        _withhold_shares(*pair, sizes, counts, shares) for pair in zip(kept_rows, rows, strict=True)
    ]
    for place in _split_rows(kept, sizes, counts):
        rows[place] = _hide_all_but_n(rows[place], roles)
    hidden = sum(cell == WITHHELD for row in rows for cell in row)
    helpers = {
        name: [None if WITHHELD in row else value for value, row in zip(values, rows, strict=True)]
        for name, values in kept["helpers"].items()
    }
    return {**kept, "rows": rows, "helpers": helpers, "withheld": hidden, "minimum": minimum}


def _drop_columns(table: Mapping[str, Any], edition: str) -> dict[str, Any]:
    dropped = ("person", "digest") if edition == "public" else ()
    keep = [i for i, column in enumerate(table["columns"]) if column["role"] not in dropped]
    return {
        **table,
        "columns": [table["columns"][i] for i in keep],
        "rows": [[row[i] for i in keep] for row in table["rows"]],
    }


def _withhold_row(
    row: list[Any], roles: list[str], sizes: list[int], counts: list[int], minimum: int
) -> list[Any]:
    if all(v is None for v, r in zip(row, roles, strict=True) if r in _FIGURES):
        return [WITHHELD if v is not None and r in _WORDS else v
                for v, r in zip(row, roles, strict=True)]  # fmt: skip
    known = [row[i] for i in sizes] or [sum(row[i] or 0 for i in counts)]
    if any(size is None or size < minimum for size in known):
        return [WITHHELD if r in _HIDDEN_ROLES else v for v, r in zip(row, roles, strict=True)]
    if _in_one_class(row, sizes, counts):
        return _hide_all_but_n(row, roles)
    small = {i for i in counts if row[i] is not None and 0 < row[i] < minimum}
    return [WITHHELD if i in small else value for i, value in enumerate(row)]


def _in_one_class(row: list[Any], sizes: list[int], counts: list[int]) -> bool:
    filled = [i for i in counts if row[i]]
    everyone = any(row[i] == row[size] for i in filled for size in sizes)
    return everyone or (len(counts) > 1 and len(filled) == 1)


def _hide_all_but_n(row: list[Any], roles: list[str]) -> list[Any]:
    return [
        WITHHELD if role in _HIDDEN_ROLES and role != "n" else value
        for value, role in zip(row, roles, strict=True)
    ]


def _withhold_shares(
    row: list[Any], shown: list[Any], sizes: list[int], counts: list[int], shares: list[int]
) -> list[Any]:
    """Hide a share from which a hidden count of the row follows, to the nearest person."""
    hidden = [row[i] for i in counts if shown[i] == WITHHELD and row[i] is not None]
    wholes = [row[i] for i in sizes if row[i] is not None]
    tells = {
        i
        for i in shares
        if isinstance(row[i], int | float)
        and any(abs(row[i] * n / 100 - count) < 0.5 for n in wholes for count in hidden)
    }
    return [WITHHELD if i in tells else value for i, value in enumerate(shown)]


def _split_rows(table: Mapping[str, Any], sizes: list[int], counts: list[int]) -> Iterator[int]:
    """Give the rows of people who are all in one class, where each class has a row of its own."""
    if not table.get("classes"):
        return
    columns = table["columns"]
    keys = [i for i, c in enumerate(columns) if c["role"] in ("key", "year")]
    keys = [i for i in keys if columns[i]["name"] != table["classes"]]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(table["rows"]):
        groups.setdefault(tuple(row[i] for i in keys), []).append(place)
    for places in groups.values():
        if any(_in_one_class(table["rows"][place], sizes, counts) for place in places):
            yield from places


def withhold_finding(finding: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """Replace a sentence about too few people by the reason; other sentences stay as they are.

    Raises
    ------
    DisclosureError
        The sentence is about persons, states a number, and does not say how many people it is
        about.
    """
    minimum = MINIMUM[edition][finding["subject"]]
    if minimum == 0:
        return dict(finding)
    numbers = any(isinstance(value, dict) for value in finding["values"].values())
    if finding["n"] is None and not numbers:
        return dict(finding)
    if finding["n"] is None:
        raise DisclosureError(
            _("Kalimat '{id}' memuat angka tentang pegawai tanpa n. Beri n.").format(
                id=finding["id"]
            )
        )
    if finding["n"] >= minimum:
        return dict(finding)
    limit = {"unit": "", "decimals": 0, "words": False, "low": None, "high": None}
    none_shown = minimum == NEVER
    return {
        **finding,
        "outcome": WITHHELD,
        "message": NO_COMMENTS if none_shown else SMALL_GROUP,
        "values": {} if none_shown else {"minimum": limit | {"value": float(minimum)}},
        "n": None,
        "test": "",
    }


def withhold_block(block: Mapping[str, Any], edition: str) -> dict[str, Any] | None:
    """Give one block of a document as an edition may show it; None when it is not for it."""
    if block["kind"] == "figure":
        table = withhold_block(block["table"], edition)
        if table is None:
            return None
        sentences = {
            name: withhold_finding(block[name], edition)
            for name in ("title", "remark")
            if block[name] is not None
        }
        return {**block, "table": table, **sentences}
    if block["kind"] == "table":
        if block["editions"] and edition not in block["editions"]:
            return None
        return withhold_table(block, edition)
    if block["kind"] == "finding":
        return withhold_finding(block, edition)
    return dict(block)
