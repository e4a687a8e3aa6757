// FORMAT FILE -> the statements that N3.js (turtle, n-quads) or jsonld.js (json-ld) reads in it, as N-Quads.
import { createReadStream, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import jsonld from "jsonld";
import { StreamParser, StreamWriter } from "n3";

const [format, file] = process.argv.slice(2);

if (format === "json-ld") {
  const document = JSON.parse(readFileSync(file, "utf8"));
  process.stdout.write(await jsonld.toRDF(document, { format: "application/n-quads" }));
} else {
  const parser = new StreamParser({ format });
  await pipeline(createReadStream(file), parser, new StreamWriter({ format: "n-quads" }), process.stdout);
}
