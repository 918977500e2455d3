"""The engine says nothing by itself, whatever it is started from."""

import subprocess
import sys

_ASK = """
from kinerja_lib.sources.connection import open_engine
print(open_engine().execute("SELECT current_setting('enable_progress_bar')").fetchall())
"""


def test_no_progress_is_drawn_where_no_script_is_run(project):
    done = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[(False,)]"
