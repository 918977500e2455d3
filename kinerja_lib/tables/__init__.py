"""Table contracts: what a column means, its unit, and what an empty cell says."""
