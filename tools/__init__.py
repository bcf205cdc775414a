"""Tools for those who work on qualcode; none is part of the package."""
