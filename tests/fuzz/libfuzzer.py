"""One process of fuzzing: ``python -m tests.fuzz.libfuzzer TARGET ARGUMENT…``, with the arguments of libFuzzer.

Ends with another status than 0 at the first input that breaks a promise, which libFuzzer writes to a file.
"""

import importlib
import sys
from functools import partial

import atheris

_SLOWNESS = 5.0
"""Code that is watched runs so much slower."""


def main() -> None:
    """Fuzz until libFuzzer ends the process."""
    name, *arguments = sys.argv[1:]
    with atheris.instrument_imports(include=["flows"]):  # also what is loaded while the target works
        module = importlib.import_module("tests.fuzz.targets")
        mutation = importlib.import_module("tests.fuzz.mutation")
        target = module.TARGETS[name]
        words = target.words()

        def mutator(data: bytes, longest: int, seed: int) -> bytes:
            changed: bytes = mutation.mutated(data, longest, seed, words, atheris.Mutate)
            return changed

        def crossover(one: bytes, other: bytes, longest: int, seed: int) -> bytes:
            crossed: bytes = mutation.crossed(one, other, longest, seed)
            return crossed

        with target.open() as check:
            tried = partial(module.tried, target, check, slowness=_SLOWNESS)
            given = [sys.argv[0], f"-max_len={target.longest}", *arguments]
            atheris.Setup(given, tried, custom_mutator=mutator, custom_crossover=crossover)
            atheris.Fuzz()


if __name__ == "__main__":
    main()
