"""Five invented regions with known truth: every table, planted findings and planted data faults."""
