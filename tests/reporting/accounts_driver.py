"""Acts of several accounts, for tests as root: `python -m tests.reporting.accounts_driver`.

Each line of standard input is one act, each line of standard output what came of it. An act is done
in a child that becomes the account for good; everything is imported and used once before, so that
the account needs no right on the Python of whoever runs the tests.
"""

import contextlib
import functools
import json
import os
import sys
import types
from pathlib import Path

from kinerja_lib.reporting import catalogue, run, swap
from kinerja_lib.reporting.prune import plan_prune, remove
from kinerja_lib.reporting.record import utc_now
from kinerja_lib.reporting.release import Act, approve_report, withdraw_report
from tests.reporting.conftest import make_code, make_markdown, make_table
from tests.reporting.release_office import Office
from tests.reporting.test_record import make_request

DIED = 9


def do_run(office, die=None, **changes):
    if die:
        place = {"pages": (run, "render_pages"), "swap": (swap, "publish_journal")}[die]
        original = getattr(*place)
        setattr(*place, lambda *args: (die == "pages" and original(*args), os._exit(DIED)))
    result = office.run(**changes)
    assert not result.problems, result.problems
    return result.id


def do_refused(office):
    """Run a notebook that shows a NIP; give the status and what is left in the run's folder."""
    table = make_table(rows=(("198001012005011001", 12, 3.5),))
    cells = [make_markdown("# Tinjauan\n\nBerapa?"), make_code(table)]
    office.notebook = lambda: {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    result = run.run_report(make_request(office.base))
    return [result.status, *sorted(path.name for path in result.folder.iterdir())]


def do_approve(office, note=None):
    act = Act(by="Rina", reason="Sudah diperiksa bersama bagian hukum.", note=note)
    return approve_report(office.folder("internal"), act).state


def do_withdraw(office):
    act = Act(by="Rina", reason="Dua unit tertukar.")
    return withdraw_report(office.folder("internal"), act).state


def do_index(office):
    return sorted(catalogue.rebuild(office.out, utc_now()))


def do_prune(office):
    return [item.folder.name for item in remove(office.out, plan_prune(office.out, 1), 1)]


def do_look(office):
    """Which files of the root this account can read, and which folders it can write in."""
    found = {"read": [], "write": []}
    for folder, _folders, files in os.walk(office.out):
        place = Path(folder)
        if os.access(place, os.W_OK):
            found["write"].append(str(place.relative_to(office.out)))
        for path in (place / name for name in files):
            with contextlib.suppress(PermissionError):
                path.read_bytes()
                found["read"].append(str(path.relative_to(office.out)))
    return found


def become(uid, gid, groups, umask):
    os.setgroups(groups)
    os.setgid(gid)
    os.setuid(uid)
    os.umask(umask)


def carry_out(task, office):
    """Do one act as its account in a child; give what it said, or the number it ended with."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        become(*task["account"])
        try:
            said = {"gave": globals()[f"do_{task['act']}"](office, **task["options"])}
        except Exception as error:
            said = {"error": f"{type(error).__name__}: {error}"}
        os.write(write, json.dumps(said).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        content = pipe.read()
    _child, status = os.waitpid(child, 0)
    return json.loads(content) if content else {"ended": os.waitstatus_to_exitcode(status)}


def open_office(base):
    return Office(Path(base), types.SimpleNamespace(setattr=setattr))


def main():
    # The templates are read once, before the children become accounts.
    catalogue._environment = functools.cache(catalogue._environment)
    warm = open_office(sys.argv[1])
    do_run(warm)
    do_approve(warm)
    do_run(warm)
    do_withdraw(warm)
    do_prune(warm)
    offices = {}
    print("ready", flush=True)  # noqa: T201  the protocol
    for line in sys.stdin:
        task = json.loads(line)
        base = task["base"]
        if base not in offices:
            offices[base] = open_office(base)
        offices[base].number = task["number"]
        print(json.dumps(carry_out(task, offices[base])), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
