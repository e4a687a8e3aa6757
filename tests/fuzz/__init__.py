"""Coverage-guided fuzzing: `make fuzz` looks for inputs that break a promise, `make test` tries those once found.

A target takes bytes and raises where a promise does not hold. Its corpus lies in ``corpus/<target>/``: inputs that
reach far, written for it with invented names, and every input that once broke it.
"""
