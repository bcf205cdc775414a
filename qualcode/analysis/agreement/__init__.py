"""Agreement between coders: one small function a coefficient, with its formula and source."""
