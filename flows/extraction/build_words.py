"""Derive the project's segmentation dictionary from jieba's (MIT): ``python -m flows.extraction.build_words``.

Goes in: jieba's ``dict.txt``. Comes out: ``data/common_words.txt`` in the same format, without names of persons and
places (which would hide the names that the rules look for) and without rare words, so that it loads in a tenth of
the time.
"""

from pathlib import Path

import jieba

_LEAST_FREQUENCY = 20
_LONGEST = 4
_NAMES = ("nr", "ns", "nz", "nt")


def main() -> None:
    """Write the dictionary anew."""
    source = Path(jieba.__file__).with_name("dict.txt")
    rows = (line.split() for line in source.read_text(encoding="utf-8").splitlines())
    kept = [
        f"{word} {frequency}"
        for word, frequency, tag in rows
        if len(word) <= _LONGEST
        and not tag.startswith(_NAMES)
        and (len(word) == 1 or int(frequency) >= _LEAST_FREQUENCY)
    ]
    target = Path(__file__).parent / "data" / "common_words.txt"
    target.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
