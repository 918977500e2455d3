"""A ready message about one published report, for any mailer: RFC 5322, plain text, no attachment.

It is made from the finished folder of one edition, so it holds only sentences and numbers that
passed the checks of that edition, and it says in which release state the report is at that moment.
That is also why it is a step of its own: at the end of a run the approval may still be to come.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text, drop_foreign, format_date, name_period, use_language
from kinerja_lib.reporting.catalogue_words import name_edition
from kinerja_lib.reporting.edition import refuse_nip
from kinerja_lib.reporting.record import read_record
from kinerja_lib.reporting.release_page import describe_release
from kinerja_lib.tables.formula_marks import restore_text

_ADDRESS = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9._+'-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?"
)
_ANSWERS = re.compile(r'<ol class="answer">(.*?)</ol>', re.DOTALL)
_ITEM = re.compile(r'<li id="([A-Za-z0-9_-]+)">')


def write_message(folder: Path, recipients: Sequence[str], address: str = "") -> bytes:
    """Write the message about a published report; the same folder gives the same bytes.

    Parameters
    ----------
    folder : Path
        Folder of one edition of a report: internal/... or public/...
    recipients : sequence of str
        Addresses; may be empty and filled in by the mailer.
    address : str
        Where readers find the page, as the office serves it; "" leaves it out.

    Raises
    ------
    ParameterError
        The folder holds no finished report, or an address is not one.
    DisclosureError
        A NIP in what would be sent.
    """
    record = read_record(folder)
    if record is None or record.get("edition") is None:
        raise ParameterError(
            _("{folder} bukan folder laporan yang selesai.").format(folder=str(folder)[-200:])
        )
    wrong = [name for name in recipients if not _ADDRESS.fullmatch(name)]
    if wrong:
        raise ParameterError(
            _("Alamat '{name}' tidak dapat dipakai.").format(name=clean_text(wrong[0], 60))
        )
    with use_language(record["language"]):
        subject, body = _subject(record), _body(folder, record, clean_text(address, 300))
    refuse_nip((subject, body), _("pesan"))
    return _compose(record, recipients, subject, body)


def _compose(record: dict[str, Any], recipients: Sequence[str], subject: str, body: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    if recipients:
        message["To"] = ", ".join(recipients)
    finished = (record.get("measured") or {}).get("finished")
    if finished:
        message["Date"] = format_datetime(dt.datetime.fromisoformat(finished))
    message["X-Unsent"] = "1"  # mailers open it for sending
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _subject(record: dict[str, Any]) -> str:
    title = _(clean_text(record["title"], 120))
    period = name_period(record["period"])
    unit = f", {clean_text(record['unit'], 80)}" if record.get("unit") else ""
    return f"{title}, {period}, {clean_text(record['region'], 80)}{unit}"


def _body(folder: Path, record: dict[str, Any], address: str) -> str:
    release = describe_release(record)
    lines = [_subject(record), ""]
    if record["release"] != "ditarik":
        lines += [*_sentences(folder, record), ""]
    for title, text in release["notes"]:
        lines += [f"{title} {drop_foreign(text)}", ""]
    lines.append(_("Edisi: {edition}. Rilis: {release}.").format(
        edition=name_edition(record["edition"]), release=release["name"]))  # fmt: skip
    lines.append(_("Data per {date}.").format(date=_day(record["reference_date"])))
    if record.get("next_release"):
        lines.append(_("Edisi berikutnya dijadwalkan {date}.").format(
            date=_day(record["next_release"])))  # fmt: skip
    if address:
        lines.append(_("Halaman laporan: {address}").format(address=address))
    lines.append(_("Pertanyaan dan koreksi:") + f" {record.get('owner') or record['region']}.")
    return "\n".join(lines) + "\n"


def _sentences(folder: Path, record: dict[str, Any]) -> list[str]:
    """Give the main finding and the short answers, as this edition shows them."""
    told = _read_sentences(folder / "findings.csv")
    page = (folder / "index.html").read_text(encoding="utf-8")
    found = _ANSWERS.search(page)
    answers = [told[name] for name in _ITEM.findall(found[1] if found else "") if name in told]
    headline = record.get("headline") or ""
    first = [headline.rstrip(".") + "."] if headline else []
    return first + [f"- {answer}" for answer in answers]


def _read_sentences(path: Path) -> dict[str, str]:
    """Read the sentences of an edition by id, without the mark against formulas."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["id"]: restore_text(row["sentence"]) for row in rows}


def _day(text: str) -> str:
    return format_date(dt.date.fromisoformat(text))
