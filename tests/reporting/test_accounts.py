"""Two accounts of one group run, approve and withdraw in one root; only root can play them."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kinerja_lib.reporting.record import RUNS, read_record
from kinerja_lib.reporting.release_log import read_log
from tests.reporting.accounts_driver import DIED
from tests.reporting.release_office import PLACE

PROJECT = Path(__file__).parents[2]
GROUP = 54320
RUNNER, APPROVER, OTHER = 54321, 54322, 54323  # numbers without a name
RIGHTS = {0o2770, 0o2775, 0o660, 0o664}


def open_for_all(folder):
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (folder, *folder.parents))


pytestmark = [
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0,
        reason="needs root, to act as several accounts",
    ),
    pytest.mark.skipif(
        not open_for_all(PROJECT) or not open_for_all(Path(tempfile.gettempdir())),
        reason="needs a project and a folder for temporary files that every account can open",
    ),
]


class Root:
    """One output root and the accounts that act in it."""

    def __init__(self, driver, base):
        self.base, self.out, self.number = base, base / "reports", 3.5
        self._driver, self.umask = driver, 0o077  # the narrowest that an account can have

    def act(self, uid, act, **options):
        group = GROUP + 9 if uid == OTHER else GROUP
        account = (uid, uid, [group], self.umask)
        task = {"base": str(self.base), "account": account, "act": act, "number": self.number}
        self._driver.stdin.write(json.dumps({**task, "options": options}) + "\n")
        self._driver.stdin.flush()
        said = json.loads(self._driver.stdout.readline())
        return said.get("gave", said.get("error", said.get("ended")))

    def share(self):
        os.chown(self.out, RUNNER, GROUP)
        self.out.chmod(0o2775)

    def page(self, edition):
        return (self.out.joinpath(edition, *PLACE) / "index.html").read_text(encoding="utf-8")

    def wrong(self):
        """What is below the root and not for the whole group."""
        found = {p.relative_to(self.out): p.stat() for p in self.out.rglob("*")}
        assert found
        return {
            str(path): oct(stat.S_IMODE(one.st_mode))
            for path, one in found.items()
            if one.st_gid != GROUP or stat.S_IMODE(one.st_mode) not in RIGHTS
        }

    def states(self):
        return [(e["state"], int(e["account"])) for e in read_log(self.out)]


@pytest.fixture(scope="module")
def driver():
    base = Path(tempfile.mkdtemp(prefix="kinerja-akun-"))
    base.chmod(0o755)
    (base / "warm").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.reporting.accounts_driver", str(base / "warm")],
        cwd=PROJECT,
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "HOME": str(base),
            "OPENBLAS_NUM_THREADS": "1",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    yield process, base
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()
    shutil.rmtree(base)


@pytest.fixture
def root(driver, request):
    process, base = driver
    own = base / request.node.name
    (own / "reports").mkdir(parents=True)
    place = Root(process, own)
    place.share()
    return place


def test_another_account_approves_and_withdraws_what_one_ran(root):
    ask = {"separate_approver": True}
    root.act(RUNNER, "run", **ask)
    assert root.wrong() == {}
    said = root.act(RUNNER, "approve")
    assert f"ParameterError: Akun '{RUNNER}' menjalankan laporan ini" in said
    assert root.act(APPROVER, "approve") == "terbit" and "3,5" in root.page("public")
    root.number = 3.75
    root.act(RUNNER, "run", **ask)
    assert "3,8" in root.page("internal") and root.wrong() == {}
    assert root.act(APPROVER, "approve", note="Dua unit salah dihitung.") == "dikoreksi"
    assert root.act(APPROVER, "withdraw") == "ditarik" and "3,8" not in root.page("public")
    assert root.states() == [
        *(("draf", RUNNER), ("terbit", APPROVER), ("draf", RUNNER)),
        *(("dikoreksi", APPROVER), ("ditarik", APPROVER)),
    ]
    assert root.wrong() == {}


def test_whoever_is_outside_the_group_reads_what_is_public_and_writes_nothing(root):
    root.act(RUNNER, "run")
    assert root.act(APPROVER, "approve") == "terbit"
    seen = root.act(OTHER, "look")
    assert seen["write"] == [] and {p.split("/")[0] for p in seen["read"]} == {"public"}
    public = {str(p.relative_to(root.out)) for p in (root.out / "public").rglob("*") if p.is_file()}
    assert set(seen["read"]) == public and "public/index.html" in public
    assert ".runs" in root.act(OTHER, "approve")
    everything = {str(p.relative_to(root.out)) for p in root.out.rglob("*") if p.is_file()}
    assert set(root.act(APPROVER, "look")["read"]) == everything


def test_units_refusals_and_the_catalogue_go_from_hand_to_hand(root):
    root.act(RUNNER, "run", unit="Dinas A")
    root.act(APPROVER, "run")
    root.act(RUNNER, "run")
    unit = root.out.joinpath("internal", *PLACE, "dinas-a")
    assert read_record(unit)["measured"]["account"] == str(RUNNER)
    status, *left = root.act(APPROVER, "refused")
    assert status == "refused_disclosure" and {"putusan.csv", "putusan-sel.csv"} <= set(left)
    assert root.act(APPROVER, "index") == root.act(RUNNER, "index") == ["internal", "public"]
    assert root.wrong() == {}


@pytest.mark.parametrize(("die", "status"), [("pages", "killed"), ("swap", "complete")])
def test_one_account_puts_right_what_the_other_left_behind(root, die, status):
    root.act(RUNNER, "run")
    old = {p.name for p in (root.out / RUNS).iterdir()}
    root.number = 3.75
    assert root.act(RUNNER, "run", die=die) == DIED
    (left,) = (p for p in (root.out / RUNS).iterdir() if p.name not in old)
    root.number = 3.5
    root.act(APPROVER, "run")
    assert read_record(left)["status"] == status
    assert not list(root.out.rglob("*.tmp")) and not (left / "publish.json").exists()
    assert not (left / "internal").exists() and not (left / "internal-before").exists()
    assert root.act(RUNNER, "approve") == "terbit"


def test_old_runs_of_one_account_are_removed_by_the_other(root):
    approval = {"automatic": True, "reason": "data rekaan untuk uji"}
    runs = [root.act(RUNNER, "run", approval=approval) for _time in range(2)]
    (removed,) = root.act(APPROVER, "prune")
    assert removed in runs
    left = {p.name for p in (root.out / RUNS).iterdir() if not p.name.startswith(".")}
    assert left == set(runs) - {removed} and not list((root.out / RUNS).glob(".new-*"))
    assert (root.out / RUNS / ".ledgers" / f"{removed}.json").is_file() and root.wrong() == {}


def test_an_office_shares_a_root_that_one_account_used_before(root):
    root.out.chmod(0o755)
    root.umask = 0o022
    assert root.act(RUNNER, "run", separate_approver=True).startswith("jambi")
    assert stat.S_IMODE((root.out / RUNS).stat().st_mode) == 0o700
    assert "RunError: Akun '54322' tidak boleh menulis" in root.act(APPROVER, "approve")
    commands = ("chgrp -R 54320 .", "chmod -R g+rwX .", "find . -type d -exec chmod g+s {} +")
    for command in commands:
        subprocess.run(command, shell=True, cwd=root.out, check=True)
    assert root.act(APPROVER, "approve") == "terbit"
    assert root.act(OTHER, "look")["write"] == []
    assert {p.split("/")[0] for p in root.act(OTHER, "look")["read"]} == {"public"}
    root.number = 3.75
    assert root.act(RUNNER, "run").startswith("jambi") and "3,8" in root.page("internal")
