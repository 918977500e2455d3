"""Run the command line as `python -m kinerja_lib`."""

from kinerja_lib.cli import main

main()
