"""The ontology -> one HTML page in Chinese and English that needs nothing else: no script, no font, no other file."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from rdflib import DCTERMS, OWL, RDFS, Graph

from flows import resources
from flows.graph.vocabulary import SCHEME
from flows.publication.documentation.diagram import draw
from flows.publication.documentation.reading import Ontology, Scheme, Term, Words, short

_STYLE = Path(__file__).with_name("page.css")
_DIAGRAM_NOTE = (
    "每个框是一个类,点击可跳转。为便于阅读,未画出:人物、职务、群体、文章的所属辖区,各类陈述的出处 (evidence),"
    "议程事项的汇报者,会议作为议题对象,人物作为用语使用者。org: 开头者为 W3C ORG 的属性。",
    "Each box is a class and leads to its description. Left out, to keep it legible: the jurisdiction of people, "
    "posts, groups and articles, the evidence of every statement, who presents an agenda item, meetings as subjects "
    "of such items, and people as users of terms. What begins with org: is a property of the W3C vocabulary ORG.",
)


def render(graph: Graph) -> str:
    """Return the page for the graph of the ontology."""
    ontology = Ontology(graph)
    title = ontology.words(ontology.iri, DCTERMS.title)
    sections = [
        _section("diagram", "总览", "Overview", _diagram(ontology)),
        _section("classes", "类", "Classes", "".join(_class(ontology, each) for each in ontology.classes)),
        _section("properties", "属性", "Properties", "".join(_property(ontology, p) for p in ontology.properties)),
        _section("concepts", "概念表", "Lists of concepts", "".join(map(_scheme, ontology.schemes))),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title['zh'])} · {escape(title['en'])}</title>\n"
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f"{_navigation(ontology)}\n<main>\n{_head(ontology, title)}\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def make() -> str:
    """Return the page for the ontology of this package."""
    return render(Graph().parse(resources.folder("ontology") / "zhengwen.ttl"))


def _head(ontology: Ontology, title: Words) -> str:
    licence, creator = ontology.value(DCTERMS.license), escape(ontology.value(DCTERMS.creator))
    facts = [
        ("IRI", f"<code>{escape(str(ontology.iri))}#</code>"),
        ("前缀 prefix", "<code>zw:</code>"),
        ("版本 version", escape(ontology.value(OWL.versionInfo))),
        ("许可 licence", f'<a href="{escape(licence)}">{escape(licence)}</a>, {creator}'),
    ]
    texts = _texts(ontology.words(ontology.iri, DCTERMS.description)) + _texts(
        ontology.words(ontology.iri, RDFS.comment)
    )
    return f"<header><h1>{_both(title)}</h1>\n{texts}{_facts(facts)}</header>"


def _navigation(ontology: Ontology) -> str:
    def items(terms: Iterable[Term]) -> str:
        return "".join(f'<li><a href="#{t.name}">{escape(t.label["zh"])} <i>{t.name}</i></a></li>' for t in terms)

    schemes = "".join(
        f'<li><a href="#concept-{s.name}">{escape(s.label["zh"])} <i>{s.name}</i></a></li>' for s in ontology.schemes
    )
    groups = [("类 Classes", items(ontology.classes)), ("属性 Properties", items(ontology.properties))]
    lists = "".join(
        f"<details><summary>{name}</summary><ul>{found}</ul></details>"
        for name, found in [*groups, ("概念表 Concepts", schemes)]
    )
    return f'<nav><p><a href="#diagram">总览 Overview</a></p>{lists}</nav>'


def _section(name: str, zh: str, en: str, content: str) -> str:
    return f'<section id="{name}">\n<h2>{zh} <span lang="en">{en}</span></h2>\n{content}</section>\n'


def _diagram(ontology: Ontology) -> str:
    zh, en = _DIAGRAM_NOTE
    caption = _texts({"zh": zh, "en": en})
    return f'<figure>\n<div class="scroll">{draw(ontology)}</div>\n<figcaption>{caption}</figcaption></figure>\n'


def _class(ontology: Ontology, term: Term) -> str:
    rows = [
        ("上位类 is a", _terms(ontology, term.above)),
        ("下位类 narrower", _terms(ontology, (each.iri for each in ontology.below(term)))),
        ("属性 properties", _terms(ontology, (each.iri for each in ontology.properties_of(term)))),
        ("被指向 values of", _terms(ontology, (each.iri for each in ontology.properties_to(term)))),
    ]
    return _article(term, rows)


def _property(ontology: Ontology, term: Term) -> str:
    rows = [
        ("用于 of", _terms(ontology, term.domain)),
        ("取值 values", _terms(ontology, term.range)),
        ("上位属性 is a", _terms(ontology, term.above)),
        ("下位属性 narrower", _terms(ontology, (each.iri for each in ontology.below(term)))),
        ("说明 note", _texts(term.note)),
    ]
    return _article(term, rows)


def _article(term: Term, rows: list[tuple[str, str]]) -> str:
    kind = "" if term.is_class else " · 文字值 text" if term.holds_text else " · 指向事物 link"
    examples = "".join(f"<pre>{escape(each)}</pre>" for each in term.examples)
    return (
        f'<article id="{term.name}">\n<h3>{_both(term.label)}</h3>\n'
        f'<p class="iri"><a href="#{term.name}"><code>zw:{term.name}</code></a>{kind}</p>\n'
        f"{_texts(term.comment)}{_facts([*rows, ('示例 example', examples)])}</article>\n"
    )


def _scheme(scheme: Scheme) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(code)}</code></td><td>{escape(label['zh'])}</td>"
        f'<td lang="en">{escape(label["en"])}</td></tr>'
        for code, label in scheme.concepts
    )
    table = f"<table><tr><th>代码 code</th><th>中文</th><th>English</th></tr>{rows}</table>\n" if rows else ""
    return (
        f'<article id="concept-{scheme.name}">\n<h3>{_both(scheme.label)}</h3>\n'
        f'<p class="iri"><code>{escape(SCHEME.iri + scheme.name)}</code></p>\n{_texts(scheme.note)}{table}</article>\n'
    )


def _both(words: Words) -> str:
    return f'{escape(words["zh"])} <span lang="en">{escape(words["en"])}</span>'


def _texts(words: Words) -> str:
    return "".join(f'<p lang="{language}">{escape(text)}</p>\n' for language, text in words.items())


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    found = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in rows if value)
    return f"<dl>\n{found}</dl>\n" if found else ""


def _terms(ontology: Ontology, iris: Iterable[str]) -> str:
    return " ".join(f"<span>{_link(ontology, iri)}</span>" for iri in iris)


def _link(ontology: Ontology, iri: str) -> str:
    if term := ontology.by_iri.get(iri):
        return f'<a href="#{term.name}">{escape(term.label["zh"])} <code>{term.name}</code></a>'
    return f'<a class="other" href="{escape(iri)}"><code>{escape(short(iri))}</code></a>'
