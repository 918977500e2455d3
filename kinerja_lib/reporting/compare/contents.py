"""contents.json: what the tables and sentences of an edition are, for programs that read them.

The numbers themselves stand in the CSV files only, so that there is one copy of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinerja_lib.i18n import _
from kinerja_lib.publish.finding import fill_text
from kinerja_lib.reporting.edition import Edition

CONTENTS = "contents.json"
SCHEMA = 1


def describe_contents(edition: Edition) -> dict[str, Any]:
    """List tables and sentences in the order of the page, in the language in use.

    Returns
    -------
    dict
        `tables`: id, caption, place, fold and columns (name, label, role, unit, decimals), helper
        columns by name; `sentences`: id, place and section, alt texts left out.
    """
    return {
        "schema": SCHEMA,
        "tables": [_describe_table(table) for table in edition.tables()],
        "sentences": [
            {"id": finding["id"], "place": finding["place"], "section": finding["section"]}
            for finding in edition.findings
            if finding["outcome"] != "alt"
        ],
    }


def _describe_table(table: Mapping[str, Any]) -> dict[str, Any]:
    values = table["values"]
    columns = [
        {
            "name": column["name"],
            "label": fill_text(column["label"], values),
            "role": column["role"],
            "unit": _(column["unit"]),
            "decimals": column["decimals"],
            "decimals_from": column["decimals_from"],
        }
        for column in table["columns"]
    ]
    return {
        "id": table["id"],
        "caption": fill_text(table["caption"], values),
        "place": table["place"],
        "fold": table["fold"],
        "columns": columns,
        "helpers": list(table["helpers"]),
    }
