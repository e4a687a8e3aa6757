"""`python -m flows.server.workbench`: put the files of the packages that npm has got to where the pages find them."""

import shutil
from pathlib import Path

from flows.server.workbench import FILES, PLACE

PLACE.mkdir(exist_ok=True)
for name, source in FILES.items():
    shutil.copyfile(Path(__file__).parent / "node_modules" / source, PLACE / name)
