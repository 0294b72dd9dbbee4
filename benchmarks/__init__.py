"""What the speed claims rest on: `python -m benchmarks`, read with docs/benchmarks.md."""
