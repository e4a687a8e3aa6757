// N-QUADS QUERY… -> what Comunica answers to each query: SPARQL results in JSON, or N-Triples, in a JSON list.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { QueryEngine } from "@comunica/query-sparql-file";
import { Parser, Store } from "n3";

const [file, ...queries] = process.argv.slice(2);
const quads = new Parser({ format: "n-quads" }).parse(readFileSync(file, "utf8"));
const context = { sources: [new Store(quads)], unionDefaultGraph: true };
const engine = new QueryEngine();
const answers = [];

async function answer(query) {
  const result = await engine.query(readFileSync(query, "utf8"), context);
  const form = result.resultType === "quads" ? "application/n-triples" : "application/sparql-results+json";
  return text((await engine.resultToString(result, form)).data);
}

for (const query of queries) {
  answers.push(await answer(query).catch((error) => `failed: ${error}`));
}
process.stdout.write(JSON.stringify(answers));
