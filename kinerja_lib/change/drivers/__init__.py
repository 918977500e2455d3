"""What goes along with readiness and climate: weights, results of units, behaviour apart."""
