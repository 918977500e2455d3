"""Table contracts, a module per subject."""
