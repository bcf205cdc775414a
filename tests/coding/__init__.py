"""Tests of keywords and suggestions."""
