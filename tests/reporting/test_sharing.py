"""What the group may do in a root that is shared, and that nothing changes in one that is not."""

import os
import stat

import pytest

from kinerja_lib.reporting import sharing
from kinerja_lib.reporting.record import RUNS, write_as_is, write_atomic
from kinerja_lib.reporting.sharing import is_shared, make_folder, open_file, set_mode, share_below

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes of a group")


def mode_of(path):
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.fixture
def narrow():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def make_root(tmp_path, narrow):
    def make(mode):
        root = tmp_path / "reports"
        root.mkdir()
        root.chmod(mode)
        return root

    return make


@pytest.mark.parametrize(
    ("mode", "shared"), [(0o2770, True), (0o2775, True), (0o775, False), (0o2755, False)]
)
def test_a_root_is_shared_when_its_group_writes_and_is_handed_on(make_root, mode, shared):
    root = make_root(mode)
    assert is_shared(root) == shared and not is_shared(root / "missing")


@pytest.mark.parametrize(
    ("own", "shared"), [(0o700, 0o2770), (0o750, 0o2770), (0o755, 0o2775), (0o777, 0o2775)]
)
def test_folders_in_a_shared_one_are_for_the_group_whatever_the_umask(make_root, own, shared):
    folder = make_root(0o2770) / "a"
    make_folder(folder, own)
    make_folder(folder / "b", own)
    assert mode_of(folder) == mode_of(folder / "b") == oct(shared)


@pytest.mark.parametrize("mode", [0o755, 0o775, 0o2755])
def test_elsewhere_the_umask_counts_as_ever(make_root, mode):
    root = make_root(mode)
    make_folder(root / "a", 0o750)
    (root / "b").mkdir(mode=0o750)
    assert mode_of(root / "a") == mode_of(root / "b")
    os.close(open_file(root / "c", os.O_WRONLY, 0o640))
    write_atomic(root / "d", b"", 0o640)
    share_below(root)
    assert (mode_of(root / "c"), mode_of(root / "d")) == (oct(0o600), oct(0o640))


@pytest.mark.parametrize(("own", "shared"), [(0o600, 0o660), (0o640, 0o660), (0o644, 0o664)])
def test_files_in_a_shared_folder_are_for_the_group(make_root, own, shared):
    root = make_root(0o2775)
    write_atomic(root / "a", b"", own)
    os.close(open_file(root / "b", os.O_WRONLY, own))
    assert mode_of(root / "a") == mode_of(root / "b") == oct(shared)
    write_as_is(root / "a", b"", own)
    assert mode_of(root / "a") == oct(own), "a file that someone asks for is theirs"


def test_a_folder_that_is_there_stays_as_it_is(make_root):
    root = make_root(0o2770)
    (root / RUNS).mkdir(mode=0o700)
    before = mode_of(root / RUNS)
    make_folder(root / RUNS, 0o700, exist_ok=True)
    assert mode_of(root / RUNS) == before
    with pytest.raises(FileExistsError):
        make_folder(root / RUNS, 0o700)
    (root / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(root / "file", 0o700, exist_ok=True)


def test_what_the_umask_narrowed_is_opened_below_a_shared_folder_only_there(make_root, tmp_path):
    root, outside = make_root(0o2770), tmp_path / "outside"
    outside.touch()
    (root / "a").mkdir()
    (root / "a" / "b.csv").touch()
    (root / "a" / "link").symlink_to(outside)
    share_below(root)
    assert (mode_of(root / "a"), mode_of(root / "a" / "b.csv")) == (oct(0o2770), oct(0o660))
    assert mode_of(outside) == oct(0o600)


def test_what_is_right_or_belongs_to_another_is_not_touched(make_root, monkeypatch):
    root = make_root(0o2770)
    write_atomic(root / "a", b"", 0o600)
    (root / "b").touch()
    monkeypatch.setattr("pathlib.Path.chmod", lambda *_args: pytest.fail("changed a mode"))
    set_mode(root / "a", 0o660)
    monkeypatch.setattr(sharing.os, "geteuid", lambda: os.getuid() + 1)
    share_below(root)
    os.close(open_file(root / "b", os.O_WRONLY, 0o600))
