"""Write an invented region to a folder, with what was planted in `truth.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.synthetic.assemble import build_region
from kinerja_lib.synthetic.fault_plans import FAULT_PLANS
from kinerja_lib.synthetic.faults import FaultyFile, apply_faults, locate_faults, plant_faults
from kinerja_lib.synthetic.forms import FORMS, PLAIN, Form, write_form
from kinerja_lib.synthetic.plan import END, REGIONS, RegionPlan
from kinerja_lib.synthetic.streams import stream
from kinerja_lib.synthetic.write_tables import write_table
from kinerja_lib.tables.registry import CONTRACTS

TRUTH_VERSION = 1
FEWEST, MOST = 150, 1_000_000  # people


@dataclass(frozen=True)
class SampleSummary:
    """Say what was written: name of the region, people employed, rows and files of all tables."""

    region: str
    employees: int
    rows: int
    files: int


@dataclass(frozen=True)
class _Written:
    """Say what one file holds: its name, rows, planted faults and form."""

    name: str
    rows: int
    faults: tuple[Mapping[str, object], ...] = ()
    form: str = ""


def write_sample(
    region: str, out: Path, *, employees: int | None, seed: int, clean: bool = False
) -> SampleSummary:
    """Write all tables of an invented region and `truth.json`.

    Parameters
    ----------
    region : str
        Name of the region, in any letter case.
    out : Path
        Folder that does not exist yet or is empty.
    employees : int or None
        People employed on the reference date; None: the region's own number.
    seed : int
        The same region, number and seed give the same bytes.
    clean : bool
        Plant no data faults and write every table as plain CSV.

    Raises
    ------
    ParameterError
        Unknown region, too few or too many people, a folder that holds files.
    """
    plan = _find_plan(region)
    number = plan.employees if employees is None else employees
    _check(number, seed, out)
    built = build_region(plan, seed, number)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect() as connection:
        for name, frame in built.tables.items():
            write_table(connection, CONTRACTS[name], frame, out / f"{name}.csv")
            form = PLAIN if clean else FORMS[plan.slug].get(name, PLAIN)
            written.append(_rework(out, plan, seed, (name, len(frame), form, clean)))
    facts = {"region": plan.name, "seed": seed, "employees": number, "version": TRUTH_VERSION}
    facts |= {"reference_date": END.isoformat(), "clean": clean}
    _write_truth(out, facts | built.truth, written)
    return SampleSummary(plan.name, number, sum(file.rows for file in written), len(written))


def _find_plan(region: str) -> RegionPlan:
    if region.lower() not in REGIONS:
        raise ParameterError(
            _("Daerah '{name}' tidak dikenal. Pilih: {names}.").format(
                name=clean_text(region, 60), names=", ".join(REGIONS)
            )
        )
    return REGIONS[region.lower()]


def _check(employees: int, seed: int, out: Path) -> None:
    if not FEWEST <= employees <= MOST:
        raise ParameterError(
            _("Jumlah pegawai {number} di luar {low} sampai {high}.").format(
                number=format_number(employees), low=FEWEST, high=format_number(MOST)
            )
        )
    if seed < 0:
        raise ParameterError(_("Benih acak harus bilangan bulat mulai 0."))
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ParameterError(
            _("{folder} sudah berisi berkas. Pilih folder baru atau kosongkan dahulu.").format(
                folder=out
            )
        )


def _rework(out: Path, plan: RegionPlan, seed: int, table: tuple[str, int, Form, bool]) -> _Written:
    """Plant the faults of one file and bring it into its form."""
    name, rows, form, clean = table
    planned = [fault for fault in FAULT_PLANS[plan.slug] if fault.table == name and not clean]
    if not planned and form is PLAIN:
        return _Written(f"{name}.csv", rows)
    path = out / f"{name}.csv"
    file = FaultyFile(CONTRACTS[name], path.read_text(encoding="utf-8").splitlines())
    plant_faults(file, planned, stream(seed, plan.slug, f"faults.{name}"))
    lines = apply_faults(file)
    target = form.file_name(name)
    if form is PLAIN:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    else:
        path.unlink()
        write_form(out / target, CONTRACTS[name], lines, form, plan.name)
    sheet = name if form.workbook else ""
    faults = locate_faults(file, target, sheet, form.first_row)
    return _Written(target, len(lines) - 1, tuple(faults), form.name)


def _write_truth(out: Path, facts: Mapping[str, object], written: list[_Written]) -> None:
    truth = dict(facts)
    truth["rows"] = {file.name: file.rows for file in written}
    truth["faults"] = [fault for file in written for fault in file.faults]
    truth["forms"] = [{"file": file.name, "form": file.form} for file in written if file.form]
    text = json.dumps(_lower_keys(truth), ensure_ascii=False, indent=1, sort_keys=True)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _lower_keys(part: object) -> object:
    """Write all keys in lower case, also those that are codes or names of the region."""
    if isinstance(part, Mapping):
        return {str(key).lower(): _lower_keys(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_lower_keys(value) for value in part]
    return part
