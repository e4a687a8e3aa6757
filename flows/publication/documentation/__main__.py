"""``python -m flows.publication.documentation`` prints the page: `make docs` keeps it as `ontology/zhengwen.html`."""

import sys

from flows.publication.documentation.page import make

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(make())
