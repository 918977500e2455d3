"""One edition of a document: what it may show, numbered, drawn and described."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja_lib.chart_style import to_svg
from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _, clean_text, drop_marks
from kinerja_lib.privacy.sentences import is_withheld
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.alt import alt_text, describe_figure
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.finding import fill_message, fill_text
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.reporting.collect import Document, Section
from kinerja_lib.reporting.disclosure import Gate, Pair, Passed, pass_gate

Cells = list[tuple[tuple[str, ...], str]]
_NIP = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{10}(?!\d)")
_BETWEEN = re.compile("[\\s._\\-\u2010-\u2015\u2212]")


@dataclass
class Edition:
    """Hold the blocks an edition shows, after withholding.

    `sections` starts with the opening; `findings` are all sentences with values, alt texts
    included; `withheld` is the number of hidden cells; `excepted` are the signed exceptions that
    let a cell be shown; `passed` is what came through the gate, None for an edition without one.
    """

    name: str
    sections: list[Section]
    findings: list[dict[str, Any]] = field(default_factory=list)
    withheld: int = 0
    excepted: list[dict[str, Any]] = field(default_factory=list)
    passed: Passed | None = None

    def tables(self) -> Iterator[dict[str, Any]]:
        """Give every table, those under figures included."""
        for section in self.sections:
            for block in section.blocks:
                if block["kind"] in ("table", "figure"):
                    yield block["table"] if block["kind"] == "figure" else block


def make_edition(
    document: Document,
    name: str,
    drawings: dict[str, tuple[str, str]],
    exceptions: Sequence[Mapping[str, Any]] = (),
    gate: Gate | None = None,
) -> Edition:
    """Withhold, number, draw and describe for one edition, in the language in use.

    Parameters
    ----------
    document : Document
        What the notebook showed.
    name : str
        `internal` or `public`.
    drawings : dict
        Cache of drawings shared by the editions of one run, by figure and data.
    exceptions : sequence of mapping
        Signed exceptions; those for this edition must each match a cell that is withheld.
    gate : Gate, optional
        What the gate of the public edition knows beside this document; nothing where it is left
        out. The tables of the document itself always go through it.

    Raises
    ------
    DisclosureError
        A table or sentence cannot be checked, an exception matches nothing, a NIP would be
        published, or the gate refuses.
    """
    edition = Edition(name, [])
    own = [one for one in exceptions if name in one["editions"]]
    numbers = {"figure": 0, "table": 0}
    sections = (document.opening, *document.sections)
    kept = list(_withhold_sections(sections, name, own))
    blocks = [pair[1] for _place, pair in kept]
    if name == "public":
        ids = [sections[place].id for place, _pair in kept]
        edition.passed = pass_gate([pair for _place, pair in kept], ids, gate or Gate())
        blocks = list(edition.passed.blocks)
    edition.sections = [Section(section.id, section.name) for section in sections]
    for (place, _pair), block in zip(kept, blocks, strict=True):
        edition.sections[place].blocks.append(_finish(block, edition, numbers, drawings))
    edition.excepted = match_exceptions(own, edition)
    if name == "public":
        _refuse_nips(document, edition)
    return edition


def _withhold_sections(
    sections: Sequence[Section], name: str, exceptions: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Pair]]:
    """Give each block that an edition shows, before and after the primary rules, with its section.

    Code names files and may quote people: insiders read it.
    """
    for place, section in enumerate(sections):
        for block in section.blocks:
            if block["kind"] == "code" and name == "public":
                continue
            kept = withhold_block(block, name, allowed_cells(exceptions, block.get("id")))
            if kept is not None:
                yield place, (block, kept)


def insert_section(edition: Edition, section: Section, before: str) -> None:
    """Add a section made from the edition itself, before the section `before` or at the end.

    Tables after it are numbered anew.
    """
    ids = [each.id for each in edition.sections]
    place = ids.index(before) if before in ids else len(ids)
    edition.sections.insert(place, section)
    edition.findings += [block for block in section.blocks if block["kind"] == "finding"]
    number = 0
    for block in (block for each in edition.sections for block in each.blocks):
        if block["kind"] == "table":
            number += block["place"] == "body" and not block["fold"]
            block["number"] = number
    if edition.name == "public":
        refuse_nip((section.blocks,), _("bagian '{id}'").format(id=section.id))


def allowed_cells(exceptions: Sequence[Mapping[str, Any]], table: str | None) -> Cells:
    """Give row and column of each cell of a table that an exception names."""
    return [(tuple(one["row"]), one["column"]) for one in exceptions if one["table"] == table]


def match_exceptions(
    exceptions: Sequence[Mapping[str, Any]], edition: Edition
) -> list[dict[str, Any]]:
    """Give the exceptions of an edition; refuse one that shows no cell that would be withheld."""
    shown = {
        (table["id"], tuple(row), column)
        for table in edition.tables()
        for row, column in table.get("excepted", ())
    }
    for one in exceptions:
        if (one["table"], tuple(one["row"]), one["column"]) not in shown:
            raise DisclosureError(
                _(
                    "Pengecualian untuk tabel '{table}', kolom '{column}' tidak cocok dengan angka "
                    "yang ditahan pada edisi {edition}. Periksa nama tabel, baris, dan kolomnya, "
                    "atau hapus bila tidak diperlukan lagi. Nama orang dan komentar tidak dapat "
                    "dikecualikan."
                ).format(
                    table=clean_text(one["table"], 60),
                    column=clean_text(one["column"], 60),
                    edition=edition.name,
                )
            )
    return [dict(one) for one in exceptions]


def _finish(
    block: dict[str, Any],
    edition: Edition,
    numbers: dict[str, int],
    drawings: dict[str, tuple[str, str]],
) -> dict[str, Any]:
    if block["kind"] == "finding":
        edition.findings.append(block)
    if block["kind"] == "table":
        edition.withheld += block["withheld"]
        numbers["table"] += block["place"] == "body" and not block["fold"]
        return {**block, "number": numbers["table"]}
    if block["kind"] != "figure":
        return block
    numbers["figure"] += 1
    edition.withheld += block["table"]["withheld"]
    description = describe_figure(block, _name_figure(block))
    edition.findings += [f for f in (block["title"], description, block["remark"]) if f]
    wide, narrow = _draw_both(block, drawings)
    label = alt_text(description)
    return {
        **block,
        "number": numbers["figure"],
        "wide": inline_svg(wide, label=label, css_class="fw"),
        "narrow": inline_svg(narrow, label=label, css_class="fn"),
    }


def _name_figure(block: Mapping[str, Any]) -> str:
    """Give the finding of a figure's title; the caption of its table where that is withheld."""
    if is_withheld(block["title"]):
        table = block["table"]
        return fill_text(table["caption"], table["values"])
    return fill_message(block["title"]).replace("**", "")


def _draw_both(block: Mapping[str, Any], drawings: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Draw both widths once for all editions that show the same data."""
    key = repr((block["plot"], block["options"], block["table"]["rows"], block["table"]["helpers"]))
    if key not in drawings:
        drawings[key] = (to_svg(draw(block, wide=True)), to_svg(draw(block, wide=False)))
    return drawings[key]


def _refuse_nips(document: Document, edition: Edition) -> None:
    """Stop a public edition that would publish a NIP: it carries birth date and sex."""
    refuse_nip((document.title, document.question), _("judul atau pertanyaan laporan"))
    for finding in edition.findings:
        refuse_nip((fill_message(finding), finding), _("kalimat '{id}'").format(id=finding["id"]))
    for section in edition.sections:
        where = _("bagian '{id}'").format(id=section.id)
        refuse_nip((section.name,), where)
        for block in section.blocks:
            if block["kind"] in ("table", "figure"):
                where = _("tabel '{id}'").format(id=block["id"])
            refuse_nip((block,), where)


def refuse_nip(published: object, where: str) -> None:
    """Refuse a NIP anywhere in the texts and numbers of `published`; `where` names the place.

    Spaces, points, hyphens, underscores and hidden marks between the digits do not hide it, nor do
    digits of another script or width.
    """
    if any(_NIP.search(_BETWEEN.sub("", _plain_digits(text))) for text in _texts(published)):
        raise DisclosureError(
            _(
                "NIP ditemukan pada {where}. Laporan tidak diterbitkan. "
                "Hapus NIP dari edisi publik."
            ).format(where=where)
        )


def _plain_digits(text: str) -> str:
    """Write every digit as 0 to 9, without marks that are not seen."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(mark, mark)) for mark in drop_marks(text))


def _texts(published: object) -> Iterator[str]:
    """Give every text of nested JSON, and every whole number as text; drawings are left out."""
    if isinstance(published, Mapping):
        yield from _texts([v for k, v in published.items() if k not in ("wide", "narrow")])
    elif isinstance(published, list | tuple):
        for item in published:
            yield from _texts(item)
    elif isinstance(published, float):
        yield str(int(published)) if published.is_integer() else ""
    elif published is not None:
        yield str(published)
