"""Entries for the schedulers of Linux, macOS and Windows that run a params file each month."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Schedule:
    """When to run what: day of the month (1 to 28), time of the machine's clock, program, files."""

    params: Path
    project: Path
    python: Path
    out: Path
    day: int
    clock: str  # HH:MM

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 28:
            raise ParameterError(_("Tulis tanggal 1 sampai 28 pada --day; ada pada setiap bulan."))
        if not _CLOCK.fullmatch(self.clock):
            raise ParameterError(_("Tulis jam seperti 05:30 pada --time."))
        paths = (self.params, self.project, self.python, self.out)
        if not all(str(path).isprintable() for path in paths):
            raise ParameterError(_("Nama berkas atau folder memuat karakter kendali. Ganti."))

    @property
    def command(self) -> list[str]:
        """The command with full paths, since a scheduler starts elsewhere."""
        return [str(self.python), "-m", "kinerja_lib", "run", str(self.params),
                "--out", str(self.out)]  # fmt: skip

    @property
    def name(self) -> str:
        """Name of the job."""
        return "kinerja-" + (
            re.sub(r"[^a-z0-9]+", "-", self.params.stem.lower()).strip("-") or "laporan"
        )


def write_cron(schedule: Schedule) -> str:
    """Write a line for crontab; cron reads % as the end of a line, also behind two backslashes."""
    hour, minute = (int(part) for part in schedule.clock.split(":"))
    place = shlex.quote(str(schedule.project))
    command = f"cd {place} && {shlex.join(schedule.command)}"
    # A backslash of a name stands in quotes; closing and opening them keeps it off the next one.
    command = command.replace("\\%", "\\''%").replace("%", r"\%")
    return f"{minute} {hour} {schedule.day} * * {command}"


def write_messages(schedule: Schedule, folders: Sequence[str]) -> list[str]:
    """Write the command that makes the ready message of each report, for the shell.

    `folders` are those of the editions that readers get, below the root of the reports. Messages
    are a step of their own: at the end of a run the approval may still be to come.
    """
    return [
        shlex.join([str(schedule.python), "-m", "kinerja_lib", "message",
                    str(schedule.out / folder), "--out", f"{Path(folder).name}.eml"])
        for folder in folders
    ]  # fmt: skip


def write_systemd(schedule: Schedule) -> dict[str, str]:
    """Write a unit and its timer, by file name; a run missed while switched off is made up."""
    command = " ".join(_quote_systemd(part) for part in schedule.command)
    service = (
        f"[Unit]\nDescription=kinerja run {_escape_systemd(schedule.params.name)}\n\n"
        "[Service]\nType=oneshot\n"
        f"WorkingDirectory={_escape_systemd(str(schedule.project))}/\nExecStart={command}\n"
        "Nice=10\nPrivateTmp=yes\nNoNewPrivileges=yes\n"
    )
    timer = (
        f"[Unit]\nDescription=kinerja run {_escape_systemd(schedule.params.name)}\n\n"
        f"[Timer]\nOnCalendar=*-*-{schedule.day:02d} {schedule.clock}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {f"{schedule.name}.service": service, f"{schedule.name}.timer": timer}


def write_task(schedule: Schedule) -> str:
    """Write a task for the Windows Task Scheduler, as XML for `schtasks /create /xml`."""
    months = "".join(f"<{month}/>" for month in (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December"))  # fmt: skip
    program, *arguments = schedule.command
    words = " ".join(_quote_windows(word) for word in arguments)
    return (
        '<?xml version="1.0"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"<RegistrationInfo><URI>\\{escape(schedule.name)}</URI></RegistrationInfo>\n"
        f"<Triggers><CalendarTrigger><StartBoundary>2026-01-01T{schedule.clock}:00</StartBoundary>"
        f"<ScheduleByMonth><DaysOfMonth><Day>{schedule.day}</Day></DaysOfMonth>"
        f"<Months>{months}</Months></ScheduleByMonth></CalendarTrigger></Triggers>\n"
        "<Settings><StartWhenAvailable>true</StartWhenAvailable>"
        "<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy></Settings>\n"
        f"<Actions><Exec><Command>{escape(program)}</Command>"
        f"<Arguments>{escape(words)}</Arguments>"
        f"<WorkingDirectory>{escape(str(schedule.project))}</WorkingDirectory></Exec></Actions>\n"
        "</Task>"
    )


def _escape_systemd(text: str) -> str:
    return text.replace("%", "%%")


def _quote_systemd(text: str) -> str:
    """Quote one word of ExecStart: backslash, quote, percent and dollar have a meaning there."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{marked}"'


def _quote_windows(word: str) -> str:
    """Quote one word as Windows programs read their command line (subprocess.list2cmdline)."""
    return subprocess.list2cmdline([word])
