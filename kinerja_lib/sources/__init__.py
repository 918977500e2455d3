"""Read data files, check each row, and say where they came from."""
