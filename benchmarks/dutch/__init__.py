"""What the package knows of Dutch, measured: `python -m benchmarks.dutch` prints all figures."""
