"""Builds the embedded data of the Dutch engine from the dictionary of LanguageTool and from UD Dutch."""
