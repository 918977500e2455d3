"""Official rules as pure functions, each with its source and version."""
