"""Finds which question of the guide each turn of an interview belongs to."""
