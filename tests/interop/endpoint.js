// ENDPOINT QUERY… -> what Comunica answers to each query that it puts to a SPARQL endpoint, in a JSON list.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { QueryEngine } from "@comunica/query-sparql-file";

const [endpoint, ...queries] = process.argv.slice(2);
const context = { sources: [{ type: "sparql", value: endpoint }] };
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
