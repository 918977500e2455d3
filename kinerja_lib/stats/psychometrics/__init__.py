"""Numbers of a survey study: items, scales, structure, invariance, careless answers."""
