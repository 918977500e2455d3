"""From vision and goal to the plan of one employee: coverage, orphans, load."""
