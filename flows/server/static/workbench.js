// The workbench. Without the packages of `make workbench` it is a plain editor whose answer stands below it as a table;
// with them it is an editor that completes terms, and shows answers as table, chart and map of links.
"use strict";

const form = document.querySelector("#plain");
const area = document.querySelector("#query");
const results = document.querySelector("#results");
const said = JSON.parse(document.querySelector("#said").textContent);
const TABLE = "application/sparql-results+json";
const GRAPH = "application/n-triples";
const MOST_BARS = 40;
const MOST_NODES = 200;
const MOST_LABELS = 60;

/** An element with its text and children; what comes from the data is only ever text. */
function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
}

function error(text) {
  const made = element("pre", text);
  made.className = "error";
  made.setAttribute("role", "alert");
  return made;
}

function link(term) {
  if (term.type !== "uri" || !/^https?:/.test(term.value)) return element("span", term.value);
  const made = element("a", said.short(term.value));
  made.href = term.value.startsWith(said.base) ? said.root + term.value.slice(said.base.length) : term.value;
  return made;
}

said.short = (iri) => {
  for (const [prefix, namespace] of Object.entries(said.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri.startsWith(said.base) ? iri.slice(said.base.length) : iri;
};

// --- the plain editor

function table(found) {
  const rows = found.results.bindings;
  const head = element("tr", "", ...found.head.vars.map((name) => element("th", name)));
  const body = rows.map((row) =>
    element("tr", "", ...found.head.vars.map((name) => element("td", "", row[name] ? link(row[name]) : ""))),
  );
  const whole = element("table", "", element("thead", "", head), element("tbody", "", ...body));
  return [element("p", `${rows.length} ${said.words.rows}`), download(), whole];
}

/** A button that asks the same again as CSV. */
function download() {
  const button = element("button", said.words.csv);
  button.type = "button";
  button.addEventListener("click", async () => {
    const answer = await asked("text/csv");
    const to = element("a");
    to.href = URL.createObjectURL(await answer.blob());
    to.download = "zhengwen.csv";
    to.click();
    URL.revokeObjectURL(to.href);
  });
  return element("p", "", button);
}

function asked(accepted) {
  const body = new URLSearchParams({ query: area.value });
  return fetch(said.endpoint, { method: "POST", body, headers: { Accept: accepted } });
}

async function run() {
  results.replaceChildren(element("p", "…"));
  try {
    const answer = await asked(`${TABLE}, text/turtle`);
    if (!answer.ok) return results.replaceChildren(error(await answer.text()));
    if (!answer.headers.get("Content-Type").startsWith(TABLE)) {
      return results.replaceChildren(element("pre", await answer.text()));
    }
    const found = await answer.json();
    results.replaceChildren(...("boolean" in found ? [element("p", String(found.boolean))] : table(found)));
  } catch (failure) {
    results.replaceChildren(error(String(failure)));
  }
}

// --- the editor of @zazuko/yasgui, with completion of what the release uses and of nothing from elsewhere

function complete(Yasqe) {
  const beginning = (terms) => (_, token) => {
    const typed = (token?.autocompletionString || "").toLowerCase();
    return terms.filter((term) => term.toLowerCase().startsWith(typed) || said.short(term).toLowerCase().includes(typed));
  };
  Yasqe.Autocompleters.class.get = beginning(said.classes);
  Yasqe.Autocompleters.property.get = beginning(said.properties);
  Yasqe.Autocompleters.prefixes.get = () => Object.entries(said.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  Yasqe.Autocompleters.prefixes.persistenceId = null;
  Yasqe.defaults.autocompleters = ["prefixes", "property", "class", "variables"];
}

function icon(mark) {
  return element("span", mark);
}

/** Bars: the first column names them, the last one that holds only figures is how long they are. */
class Bars {
  priority = 3;
  label = said.words.chart;
  constructor(yasr) {
    this.yasr = yasr;
  }
  column() {
    const rows = this.yasr.results?.getBindings() || [];
    const names = (this.yasr.results?.getVariables() || []).slice(1).reverse();
    return rows.length && names.find((name) => rows.every((row) => row[name] && Number.isFinite(Number(row[name].value))));
  }
  canHandleResults() {
    return Boolean(this.column());
  }
  draw() {
    const [column, name] = [this.column(), this.yasr.results.getVariables()[0]];
    const rows = this.yasr.results.getBindings().slice(0, MOST_BARS);
    const canvas = element("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${name}, ${column}`);
    const box = element("div", "", canvas);
    box.className = "bars";
    this.yasr.resultsEl.replaceChildren(box);
    const labels = rows.map((row) => said.short(row[name]?.value || "").slice(0, 30));
    const data = { labels, datasets: [{ label: column, data: rows.map((row) => Number(row[column].value)), backgroundColor: "#8c1c13" }] };
    new Chart(canvas, { type: "bar", data, options: { indexAxis: rows.length > 12 ? "y" : "x", maintainAspectRatio: false, animation: false } });
  }
  getIcon() {
    return icon("▮");
  }
}

/** A map of links: of a graph its triples, of a table what stands in a row together. */
class Links {
  priority = 2;
  label = said.words.links;
  constructor(yasr) {
    this.yasr = yasr;
  }
  ties() {
    const triples = this.yasr.results?.getStatements?.() || [];
    if (triples.length) {
      return triples.filter((each) => each.object.termType === "NamedNode").map((each) => [each.subject.value, each.object.value, said.short(each.predicate.value)]);
    }
    const rows = this.yasr.results?.getBindings?.() || [];
    return rows.map((row) => Object.values(row).filter((term) => term.type === "uri")).filter((terms) => terms.length > 1)
      .map(([one, other]) => [one.value, other.value, ""]);
  }
  names() {
    const triples = this.yasr.results?.getStatements?.() || [];
    const naming = triples.filter((each) => /[#/](label|prefLabel|name)$/.test(each.predicate.value) && each.object.termType === "Literal");
    return new Map(naming.map((each) => [each.subject.value, each.object.value]));
  }
  canHandleResults() {
    return this.ties().length > 0;
  }
  draw() {
    const names = this.names();
    const ties = this.ties();
    const nodes = [...new Set(ties.flatMap(([from, to]) => [from, to]))].slice(0, MOST_NODES);
    const shown = new Set(nodes);
    const elements = [
      ...nodes.map((id) => ({ data: { id, label: names.get(id) || said.short(id) } })),
      ...ties.filter(([from, to]) => shown.has(from) && shown.has(to)).map(([source, target, label]) => ({ data: { source, target, label } })),
    ];
    const box = element("div");
    box.className = "map";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", said.words.links);
    this.yasr.resultsEl.replaceChildren(box);
    const style = [
      { selector: "node", style: { label: "data(label)", "font-size": 12, width: 14, height: 14, "background-color": "#8c1c13", "text-valign": "top", "text-max-width": 140, "text-wrap": "ellipsis" } },
      { selector: "edge", style: { width: 1.5, "line-color": "#c9bfae", label: ties.length > MOST_LABELS ? "" : "data(label)", "font-size": 9, "curve-style": "haystack" } },
    ];
    cytoscape({ container: box, elements, style, layout: { name: "cose", animate: false, padding: 20 } });
  }
  getIcon() {
    return icon("⁂");
  }
}

async function shown(failure) {
  return error(failure.text || failure.statusText || "");
}

function upgrade() {
  const { Yasqe, Yasr } = Yasgui;
  complete(Yasqe);
  Yasr.registerPlugin("bars", Bars);
  Yasr.registerPlugin("links", Links);
  const place = element("div");
  form.replaceWith(place);
  results.removeAttribute("aria-live");
  const editor = new Yasqe(place, {
    value: area.value,
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: true,
    resizeable: true,
    editorHeight: "28rem",
    screenReaderLabel: said.words.query,
    requestConfig: { endpoint: said.endpoint, method: "POST", acceptHeaderSelect: TABLE, acceptHeaderGraph: GRAPH },
  });
  document.querySelector(".CodeMirror-scroll").tabIndex = 0;
  editor.addKeyMap({ Esc: () => document.querySelector("#run").focus() });
  const answers = new Yasr(results, {
    persistenceId: null,
    prefixes: said.prefixes,
    pluginOrder: ["table", "bars", "links", "response"],
    errorRenderers: [shown],
    maxPersistentResponseSize: 0,
  });
  editor.on("queryResponse", (_, response, duration) => answers.setResponse(response, duration));
  const button = element("button", said.words.run);
  button.id = "run";
  button.type = "button";
  // What goes wrong is shown with the answers.
  button.addEventListener("click", () => editor.query().catch(() => undefined));
  place.after(element("p", "", button));
}

if (typeof Yasgui === "undefined") {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
} else {
  upgrade();
}
