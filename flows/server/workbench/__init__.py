"""The packages of the workbench, which `make workbench` gets from npm and puts where the pages find them.

They are not needed: without them the workbench is a plain editor. `package-lock.json` pins them.
"""

from pathlib import Path

PLACE = Path(__file__).parents[1] / "static" / "vendor"
FILES = {
    "yasgui.js": "@zazuko/yasgui/build/yasgui.min.js",
    "yasgui.css": "@zazuko/yasgui/build/yasgui.min.css",
    "chart.js": "chart.js/dist/chart.umd.min.js",
    "cytoscape.js": "cytoscape/dist/cytoscape.min.js",
}
"""Where in `node_modules` each file is."""


def is_rich() -> bool:
    """Tell whether the packages are there."""
    return all((PLACE / name).is_file() for name in FILES)
