"""Performance against targets: calculations and their charts."""
