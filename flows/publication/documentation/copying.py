"""The page that explains the ontology goes into a release as it is."""

import shutil
from pathlib import Path

from flows import resources
from flows.publication.describing.dataset import ONTOLOGY_PAGE

PAGE = "zhengwen.html"


def copy_documentation(folder: Path) -> None:
    """Copy the page into the release in `folder`, where void.ttl says it is."""
    shutil.copyfile(resources.folder("ontology") / PAGE, folder / ONTOLOGY_PAGE)
