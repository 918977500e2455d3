"""Approve a finished report, or withdraw a published one, in one step under the lock."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinerja_lib.errors import ParameterError, RunError
from kinerja_lib.i18n import _, drop_marks, format_date
from kinerja_lib.reporting import swap
from kinerja_lib.reporting.compare.earlier import find_followers, is_withdrawn, keep_numbers
from kinerja_lib.reporting.edition import refuse_nip
from kinerja_lib.reporting.facts import public_copy, record_of_edition
from kinerja_lib.reporting.gates import check_again
from kinerja_lib.reporting.locks import BusyError, account_name, hold_gate, hold_report, hold_swap
from kinerja_lib.reporting.record import RUNS, read_record, utc_now
from kinerja_lib.reporting.recovery import NEW, RELEASE, finish, recover, settle
from kinerja_lib.reporting.release_log import entries_of, new_entry, read_log
from kinerja_lib.reporting.release_page import stamp_folder
from kinerja_lib.reporting.release_place import ReportPlace, find_report
from kinerja_lib.reporting.release_stage import renew_codes, stage_internal, stage_withdrawn
from kinerja_lib.reporting.release_state import (
    PUBLISHED,
    Before,
    history,
    look_back,
    publication,
    same_numbers,
)
from kinerja_lib.reporting.release_units import list_public_units
from kinerja_lib.reporting.sharing import make_folder


@dataclass(frozen=True)
class Act:
    """Who decides, why, and the revision note for readers; `hold` approves without publishing."""

    by: str
    reason: str
    note: str | None = None
    hold: bool = False


@dataclass(frozen=True)
class Released:
    """What came of an act: the state, and the folders that changed, by edition.

    `followers` are reports whose pages still tell numbers of one that was withdrawn; `units` are
    the public reports of units below it, which were withdrawn along, or which a correction left as
    they were.
    """

    out: Path
    state: str
    folders: Mapping[str, Path]
    followers: tuple[Path, ...] = ()
    units: tuple[Path, ...] = ()


def approve_report(folder: Path, act: Act) -> Released:
    """Approve the newest run of a report and publish its public edition.

    What is published are the bytes that were made and checked by the run; only the parts that tell
    the release are written anew.

    Parameters
    ----------
    folder : Path
        The internal folder of the report, or the folder of the run below `.runs`.
    act : Act
        Who approves and why. A note is needed where numbers differ from those published before.

    Raises
    ------
    ParameterError
        No such report, already published or withdrawn, the approver ran the report where another
        person is asked for, a note is missing.
    RunError
        The report is being made at this moment, or the waiting edition is not what the run made.
    DisclosureError
        A NIP in the note or in a name that readers would see, or numbers that would be given away
        beside what was published since the run.
    """
    released = _act(folder, act, _approve)
    if released.state != "dikoreksi":
        return released
    return replace(released, units=tuple(list_public_units(released.folders["public"])))


def withdraw_report(folder: Path, act: Act) -> Released:
    """Withdraw a report: its public address then says so and why, without numbers or tables.

    The internal edition stays and says that it was withdrawn. Reports of units below it that are
    public are withdrawn first, for the same reason, so that a broken-off withdrawal can be
    repeated. Raises as `approve_report`.
    """
    report = find_report(folder)
    recover(report.out)
    entries = entries_of(read_log(report.out), report.place)
    _check_public(report, look_back(entries, report.target("public")))
    units = list_public_units(report.target("public"))
    taken = [_act(unit, act, _withdraw) for unit in units]
    released = _act(folder, act, _withdraw)
    followers = [path for one in (released, *taken) for path in one.followers]
    return replace(released, followers=tuple(followers), units=tuple(units))


_Step = Callable[[ReportPlace, Before, Act, Path], tuple[dict[str, Any], dict[str, Path], dict]]


def _act(folder: Path, act: Act, step: _Step) -> Released:
    act = _check_words(act)
    report = find_report(folder)
    recover(report.out)
    try:
        with (
            hold_report(report.out, report.place, "rilis", utc_now().isoformat()),
            hold_gate(report.out, report.place[0]),
            hold_swap(report.out, report.place),
        ):
            past = entries_of(read_log(report.out), report.place)
            before = look_back(past, report.target("public"))
            return _carry_out(report, before, act, step)
    except BusyError:
        raise RunError(
            _("Laporan ini sedang dibuat oleh proses lain. Tunggu sampai selesai, lalu ulangi.")
        ) from None


def _check_words(act: Act) -> Act:
    """Take hidden marks out of name, reason and note, and refuse what says too little."""
    note = None if act.note is None else drop_marks(act.note)
    act = replace(act, by=drop_marks(act.by), reason=drop_marks(act.reason), note=note)
    refuse_nip((act.by, act.reason, act.note or ""), _("nama, alasan, atau catatan"))
    if not act.by.strip() or len(act.reason.strip()) < 10:
        raise ParameterError(
            _("Tulis nama pada --by, dan alasan dengan paling sedikit 10 karakter pada --reason.")
        )
    return act


def _carry_out(report: ReportPlace, before: Before, act: Act, step: _Step) -> Released:
    """Stage the new folders, then swap them in as one; a crash is finished at the next start."""
    name = RELEASE + secrets.token_hex(8)
    staging = report.out / RUNS / (NEW + name)
    make_folder(staging, 0o700)
    folder = staging.with_name(name)
    try:
        record, places, entry = step(report, before, act, staging)
        swap.write_journal(staging, record, places, [entry])
        staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    try:
        if not settle(folder, record):
            raise RunError(_("Folder laporan tidak utuh. Jalankan ulang."))
    except Exception:
        swap.undo_journal(folder)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finish(folder)
    if "public" in places:
        shutil.rmtree(report.out / RUNS / str(record["id"]) / "public", ignore_errors=True)
    followers = find_followers(report.out, entry["run"]) if entry["state"] == "ditarik" else ()
    return Released(report.out, entry["state"], places, tuple(followers))


def _approve(
    report: ReportPlace, before: Before, act: Act, staging: Path
) -> tuple[dict[str, Any], dict[str, Path], dict[str, Any]]:
    record = report.newest_record()
    _check_waiting(record, act)
    draft = report.out / RUNS / str(record["id"]) / "public"
    public = "public" in record["editions"]
    if public:
        _check_draft(report.out, draft, record)
    facts = _facts(record, act)
    if public and not act.hold:
        check_again(report.out, str(record["id"]), report.place)
        entry = _publication(report, before, draft, act, facts)
    else:
        entry = new_entry(report.place, **facts, state="disetujui")
    approval = {name: entry[name] for name in ("automatic", "reason", "by", "at")}
    releases = [*history(before.entries), *history((entry,))]
    updated = {**record, "release": entry["state"], "approval": approval, "releases": releases}
    places = stage_internal(report, updated, staging)
    if entry["state"] in PUBLISHED:
        shutil.copytree(draft, staging / "public")
        shown = record_of_edition(updated, "public")
        if not stamp_folder(staging / "public", "public", shown):
            raise RunError(_("Halaman ini dibuat oleh versi lama. Jalankan ulang, lalu setujui."))
        places["public"] = report.target("public")
        updated.pop("draft", None)
        own = report.out / RUNS / str(record["id"])
        keep_numbers(staging / "public", own, "public")
    return renew_codes(updated, staging, places), places, entry


def _check_waiting(record: Mapping[str, Any], act: Act) -> None:
    if record["release"] not in ("draf", "disetujui"):
        raise ParameterError(
            _("Laporan ini berkeadaan '{state}'; tidak ada yang menunggu persetujuan.").format(
                state=record["release"]
            )
        )
    rules = record.get("release_rules", {})
    ran = record["measured"].get("account")
    if rules.get("separate_approver") and ran == account_name():
        raise ParameterError(
            _(
                "Akun '{account}' menjalankan laporan ini, dan berkas params meminta penyetuju "
                "lain (separate_approver). Minta orang lain menyetujuinya dengan akunnya sendiri."
            ).format(account=ran)
        )
    if rules.get("show_approver"):
        refuse_nip((act.by,), _("nama penyetuju"))


def _check_draft(out: Path, draft: Path, record: Mapping[str, Any]) -> None:
    """Refuse anything but the bytes that the run made, and numbers of a withdrawn report."""
    if not draft.is_dir():
        raise RunError(
            _("Edisi publik yang menunggu sudah tidak ada. Jalankan ulang laporan, lalu setujui.")
        )
    if swap.list_files(draft) != record.get("draft"):
        raise RunError(
            _("Edisi publik yang menunggu berubah sejak dibuat. Jalankan ulang, lalu setujui.")
        )
    if is_withdrawn(out, (record.get("previous") or {}).get("public")):
        raise RunError(
            _(
                "Edisi publik yang menunggu menyebut angka dari laporan yang sudah ditarik. "
                "Jalankan ulang, lalu setujui."
            )
        )


def _facts(record: Mapping[str, Any], act: Act) -> dict[str, Any]:
    return {
        "at": utc_now().isoformat(),
        "run": record["id"],
        "account": account_name(),
        "automatic": False,
        "by": act.by.strip(),
        "reason": act.reason.strip(),
    }


def _publication(
    report: ReportPlace, before: Before, draft: Path, act: Act, facts: Mapping[str, Any]
) -> dict[str, Any]:
    target = report.target("public")
    if before.state in PUBLISHED and same_numbers(draft, target):
        return new_entry(report.place, **facts, state=before.state)
    if before.state is not None and not act.note:
        when = format_date(dt.datetime.fromisoformat(before.at).date()) if before.at else "?"
        raise ParameterError(
            _(
                "Angka laporan ini berbeda dari yang terbit {date}, atau terbitan itu ditarik. "
                "Tulis catatan revisi untuk pembaca pada --note."
            ).format(date=when)
        )
    return publication(report.place, facts, before, act.note)


def _check_public(report: ReportPlace, before: Before) -> dict[str, Any]:
    """Give run.json of the public folder; refuse a report that is not public."""
    shown = read_record(report.target("public"))
    if before.state not in PUBLISHED or shown is None:
        raise ParameterError(
            _("Laporan ini tidak sedang terbit untuk umum; tidak ada yang ditarik.")
        )
    return shown


def _withdraw(
    report: ReportPlace, before: Before, act: Act, staging: Path
) -> tuple[dict[str, Any], dict[str, Path], dict[str, Any]]:
    shown = _check_public(report, before)
    entry = new_entry(report.place, **_facts(shown, act), state="ditarik")
    releases = [*history(before.entries), *history((entry,))]
    new = {"release": "ditarik", "releases": releases}
    inside = read_record(report.target("internal"))
    same = inside is not None and inside["id"] == shown["id"]
    places = stage_internal(report, {**inside, **new}, staging) if inside and same else {}
    rules = (inside or {}).get("release_rules", {})
    full = {**shown, **new, "release_rules": rules, "parameters": {}}
    stage_withdrawn(staging / "public", public_copy(full))
    places["public"] = report.target("public")
    own = read_record(report.out / RUNS / str(shown["id"]))
    return renew_codes({**(own or full), **new}, staging, places), places, entry
