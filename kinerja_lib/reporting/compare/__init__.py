"""Compare published reports: with what was sealed, with a new run, with an earlier one."""
