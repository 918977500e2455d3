"""What the report of every subject stands on: evidence, periods, method, comparisons."""
