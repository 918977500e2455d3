"""Whether training helped: scores of participants, and the work of trained offices."""
