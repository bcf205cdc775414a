"""qualcode."""
