// SHAPES DATA… (Turtle) -> for each file of data the results of rdf-validate-shacl, as JSON.
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";
import SHACLValidator from "rdf-validate-shacl";

const read = (file) => new Store(new Parser().parse(readFileSync(file, "utf8")));
const name = (term) => (term?.termType === "NamedNode" ? term.value : null);

const [shapes, ...data] = process.argv.slice(2);
const validator = new SHACLValidator(read(shapes));
const reports = [];
for (const file of data) {
  const report = await validator.validate(read(file));
  reports.push(
    report.results.map((result) => ({
      focus: name(result.focusNode),
      path: name(result.path),
      component: name(result.sourceConstraintComponent),
      severity: name(result.severity),
      shape: name(result.sourceShape),
    })),
  );
}
process.stdout.write(JSON.stringify(reports));
