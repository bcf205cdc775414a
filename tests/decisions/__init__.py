"""Tests of human decisions: events, the fold over them, journals, a coder at work, places, reading."""
