"""Asks pip-audit whether a pinned package has a known weakness, and says in a line what came of it.

Ends with 1 where one has. A service that cannot be reached fails nothing: a check must not depend on another's day.
"""

import json
import subprocess
import sys
from pathlib import Path

_PINS = Path(__file__).parents[1] / "constraints.txt"
_SECONDS = 300


def main(command: list[str]) -> int:
    """Run `command`, pip-audit with its arguments, and return the exit status."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        packages = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        print("audit: no advisory service answers: the pinned packages are not audited")
        return 0
    audited = [each for each in packages if "skip_reason" not in each]
    if not audited:
        print("audit: the advisory service knows none of the packages: they are not audited")
        return 0
    weak = [f"{each['name']} {each['version']}: {found['id']}" for each in audited for found in each["vulns"]]
    print(f"audit: {len(audited)} of {len(packages)} packages audited, {len(weak)} known weaknesses")
    print("\n".join(weak), end="\n" if weak else "")
    return 1 if weak else 0


if __name__ == "__main__":
    options = [
        "--requirement",
        str(_PINS),
        "--no-deps",
        "--disable-pip",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    sys.exit(main([*sys.argv[1:], *options]))
