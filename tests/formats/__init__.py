"""Tests of the readers: from a file's bytes to its text and turns."""
