"""Tests of qualcode."""
