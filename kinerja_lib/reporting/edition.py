"""One edition of a document: what it may show, numbered, drawn and described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja_lib.chart_style import to_svg
from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.alt import alt_text, describe_figure
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.finding import fill_message
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.reporting.collect import Document, Section

_NIP = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{10}(?!\d)")


@dataclass
class Edition:
    """Hold the blocks an edition shows, after withholding.

    `sections` starts with the opening; `findings` are all sentences with values, alt texts
    included; `withheld` is the number of hidden cells.
    """

    name: str
    sections: list[Section]
    findings: list[dict[str, Any]] = field(default_factory=list)
    withheld: int = 0

    def tables(self) -> Iterator[dict[str, Any]]:
        """Give every table, those under figures included."""
        for section in self.sections:
            for block in section.blocks:
                if block["kind"] in ("table", "figure"):
                    yield block["table"] if block["kind"] == "figure" else block


def make_edition(document: Document, name: str, drawings: dict[str, tuple[str, str]]) -> Edition:
    """Withhold, number, draw and describe for one edition, in the language in use.

    Parameters
    ----------
    document : Document
        What the notebook showed.
    name : str
        `internal` or `public`.
    drawings : dict
        Cache of drawings shared by the editions of one run, by figure and data.

    Raises
    ------
    DisclosureError
        A table or sentence cannot be checked, or a NIP would be published.
    """
    edition = Edition(name, [])
    numbers = {"figure": 0, "table": 0}
    for section in (document.opening, *document.sections):
        shown = Section(section.id, section.name)
        for block in section.blocks:
            kept = withhold_block(block, name)
            if kept is not None:
                shown.blocks.append(_finish(kept, edition, numbers, drawings))
        edition.sections.append(shown)
    _refuse_nips(edition)
    return edition


def _finish(
    block: dict[str, Any], edition: Edition, numbers: dict[str, int],
    drawings: dict[str, tuple[str, str]],
) -> dict[str, Any]:
    if block["kind"] == "finding":
        edition.findings.append(block)
    if block["kind"] == "table":
        edition.withheld += block["withheld"]
        numbers["table"] += block["place"] != "lineage"
        return {**block, "number": numbers["table"]}
    if block["kind"] != "figure":
        return block
    numbers["figure"] += 1
    edition.withheld += block["table"]["withheld"]
    title = fill_message(block["title"]).replace("**", "")
    description = describe_figure(block, title)
    edition.findings += [f for f in (block["title"], description, block["remark"]) if f]
    wide, narrow = _draw_both(block, drawings)
    label = alt_text(description)
    return {
        **block, "number": numbers["figure"],
        "wide": inline_svg(wide, label=label, css_class="fw"),
        "narrow": inline_svg(narrow, label=label, css_class="fn"),
    }


def _draw_both(block: Mapping[str, Any], drawings: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Draw both widths once for all editions that show the same data."""
    key = repr((block["plot"], block["options"], block["table"]["rows"], block["table"]["helpers"]))
    if key not in drawings:
        drawings[key] = (to_svg(draw(block, wide=True)), to_svg(draw(block, wide=False)))
    return drawings[key]


def _refuse_nips(edition: Edition) -> None:
    """Stop a public edition that would publish a NIP: it carries birth date and sex."""
    if edition.name != "public":
        return
    for table in edition.tables():
        texts = [str(value) for row in table["rows"] for value in row]
        texts += [str(value) for values in table["helpers"].values() for value in values]
        if any(_NIP.search(re.sub(r"\s", "", text)) for text in texts):
            raise DisclosureError(
                _("Tabel '{id}' memuat NIP. Edisi publik tidak diterbitkan. "
                  "Hapus kolomnya dari edisi publik.").format(id=table["id"]))
    for finding in edition.findings:
        if _NIP.search(re.sub(r"\s", "", fill_message(finding))):
            raise DisclosureError(
                _("Kalimat '{id}' memuat NIP. Edisi publik tidak diterbitkan.").format(
                    id=finding["id"]))
