"""Distribution of predikat against the official guide, and habits of raters."""
