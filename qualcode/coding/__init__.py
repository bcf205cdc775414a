"""Coding: units, keywords, suggestions, and answers keyed to the guide."""
