"""The workbench: an editor for queries, with one of the pages' queries or of the examples filled in."""

from flows.publication.queries import example_queries
from flows.server.documents import PREFIX_MAP
from flows.server.pages.asking import filled, page_queries
from flows.server.pages.book import rendered
from flows.server.pages.dataset import described
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.releases import Release
from flows.server.site import Site
from flows.server.workbench import is_rich

_FIRST_QUERY = "newest"
_IN_SCRIPT = ("query", "run", "rows", "csv", "chart", "links")


def workbench(site: Site, release: Release, links: Links, name: str, thing: str) -> str:
    """Return the workbench with the query of this name, of the pages or an example, about the path `thing`."""
    examples = {example.name: example for example in example_queries()}
    query = {**examples, **page_queries()}.get(name, examples[_FIRST_QUERY])
    try:
        text = filled(query, site.iri(thing))
    except ValueError:
        text = query.text
    view = View(links, release.catalogue)
    about = described(release.folder)
    said = {
        "endpoint": links.file("sparql"),
        "root": links.root,
        "base": site.base_iri,
        "prefixes": PREFIX_MAP,
        "classes": about.classes,
        "properties": about.properties,
        "words": {name: view.say[name] for name in _IN_SCRIPT},
    }
    return rendered(
        site, release, view, "workbench.html", examples=list(examples.values()), query=text, said=said, rich=is_rich()
    )
