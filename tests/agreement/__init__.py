"""Agreement between coders, saturation, codes that occur together."""
