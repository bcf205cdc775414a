"""Measurements of speed and accuracy: each module prints a table when it is run."""
