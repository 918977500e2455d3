"""What staff answered: each subscale and item by side, neutral apart, with intervals."""
