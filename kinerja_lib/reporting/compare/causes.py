"""Why two editions differ: data, parameters, rules, code, environment, named from their records.

Works with what a run.json holds, so from public folders only what everyone may see is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kinerja_lib.i18n import _, clean_text, format_number

DATA, PARAMETERS, RULES, CODE, TOOLS = "data", "parameters", "rules", "code", "tools"
_COMMIT = 10


@dataclass(frozen=True)
class Cause:
    """One difference in what two runs were made from: its kind, and a sentence without its end."""

    kind: str
    text: str


def kind_names() -> dict[str, str]:
    """Name the kinds of causes, in the order in which they are told."""
    return {
        DATA: _("Data"),
        PARAMETERS: _("Parameter"),
        RULES: _("Aturan"),
        CODE: _("Kode"),
        TOOLS: _("Lingkungan"),
    }


def name_causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    """List every recorded difference between two runs, in the order of `kind_names`."""
    return [
        *(Cause(DATA, text) for text in _data(old, new)),
        *(Cause(PARAMETERS, text) for text in _parameters(old, new)),
        *(Cause(RULES, text) for text in _rules(old, new)),
        *(Cause(CODE, text) for text in _code(old, new)),
        *(Cause(TOOLS, text) for text in _tools(old, new)),
    ]


def _data(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if "data_files" not in old or "data_files" not in new:
        return
    before, after = _files(old), _files(new)
    keyed = {str(f["digest"]).partition(":")[0] for f in (*before.values(), *after.values())}
    for name in sorted(set(before) | set(after)):
        file = clean_text(name[0], 80)
        if name not in before:
            yield _("{file}: berkas baru, {rows} baris").format(
                file=file, rows=_count(after[name]["rows_in"])
            )
        elif name not in after:
            yield _("{file}: tidak dipakai lagi").format(file=file)
        else:
            yield from _data_file(file, before[name], after[name])
    if len(keyed) > 1:
        yield _("sidik berkas dibuat dengan kunci pada satu laporan saja, sehingga tidak sebanding")


def _data_file(file: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before == after:
        return
    fields = {"rows_in": _("baris masuk"), "accepted": _("diterima"),
              "quarantined": _("dikarantina")}  # fmt: skip
    parts = [
        _("{what} {old} menjadi {new}").format(
            what=what, old=_count(before[name]), new=_count(after[name])
        )
        for name, what in fields.items()
        if before[name] != after[name]
    ]
    if not parts:
        parts = [_("jumlah baris sama, isinya berbeda")]
    yield f"{file}: " + ", ".join(parts)


def _files(record: Mapping[str, Any]) -> dict[tuple[str, int], Mapping[str, Any]]:
    """Give the files by name; a workbook has an entry for each of its sheets."""
    found: dict[tuple[str, int], Mapping[str, Any]] = {}
    for entry in record["data_files"]:
        number = sum(name == entry["file"] for name, _number in found)
        found[str(entry["file"]), number] = entry
    return found


def _parameters(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = old.get("parameters", {}), new.get("parameters", {})
    for name in [*after, *(name for name in before if name not in after)]:
        if before.get(name) != after.get(name):
            yield _("{name}: {old} menjadi {new}").format(
                name=clean_text(name, 60), old=_shown(before, name), new=_shown(after, name)
            )
    for name, label in (("unit", _("unit")), ("language", _("bahasa"))):
        if old.get(name) != new.get(name):
            yield _("{name}: {old} menjadi {new}").format(
                name=label, old=_shown(old, name), new=_shown(new, name)
            )


def _rules(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = set(old.get("rules", [])), set(new.get("rules", []))
    for name in sorted(after - before):
        yield _("aturan baru: {name}").format(name=clean_text(name, 80))
    for name in sorted(before - after):
        yield _("aturan tidak dipakai lagi: {name}").format(name=clean_text(name, 80))
    settings = [record.get("inputs", {}).get("settings") for record in (old, new)]
    if None in settings:
        return
    for name in sorted(set(settings[0]) | set(settings[1])):
        if settings[0].get(name) != settings[1].get(name):
            yield _("berkas params/{name} berubah").format(name=clean_text(name, 80))


def _code(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = old.get("code", {}), new.get("code", {})
    labels = {"version": _("versi"), "commit": _("commit")}
    for name, label in labels.items():
        if before.get(name) != after.get(name):
            yield _("{name}: {old} menjadi {new}").format(
                name=label, old=_short(before.get(name)), new=_short(after.get(name))
            )
    inputs = [record.get("inputs", {}) for record in (old, new)]
    known = all("library" in found and "notebook" in found for found in inputs)
    dirty = (before.get("dirty"), after.get("dirty"))
    if any(dirty) and (dirty[0] != dirty[1] or not known):
        yield _say_local(old, new)
    names = {"notebook": _("notebook berubah"), "library": _("isi kinerja_lib berubah")}
    for name, label in names.items():
        if known and inputs[0][name] != inputs[1][name]:
            yield label


def _say_local(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Say that code was changed beside git; how the office keeps its code is not told in public."""
    if "public" in (old.get("edition"), new.get("edition")):
        return _("perubahan program")
    return _("ada perubahan lokal yang belum dicatat dalam git")


def _tools(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name, label in (("python", "Python"), ("processor", _("prosesor"))):
        if old.get(name) != new.get(name):
            yield _("{name}: {old} menjadi {new}").format(
                name=label, old=_shown(old, name), new=_shown(new, name)
            )
    if old.get("lock") != new.get("lock"):
        yield _("daftar versi paket (requirements.lock) berubah")
    before, after = old.get("tools"), new.get("tools")
    if before is None or after is None:
        return
    for name in sorted(set(before) | set(after)):
        if before.get(name) != after.get(name):
            yield _("{name}: {old} menjadi {new}").format(
                name=clean_text(name, 60), old=_shown(before, name), new=_shown(after, name)
            )


def _shown(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None or value in ("", []):
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        return ", ".join(clean_text(str(item), 60) for item in value)
    return clean_text(str(value), 60)


def _short(text: str | None) -> str:
    return clean_text(text, 60)[:_COMMIT] if text else _("tidak tercatat")


def _count(value: object) -> str:
    return format_number(value) if isinstance(value, int) else _("tidak tercatat")
