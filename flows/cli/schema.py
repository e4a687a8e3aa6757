"""The JSON Schema of what ``zhengwen extract --format json`` prints: ``python -m flows.cli.schema`` prints it."""

import json

from pydantic import TypeAdapter

from flows.cli.extracting import Extract

TITLE = "What zhengwen extract --format json prints of one article"


def schema_text() -> str:
    """Return the schema as it is committed in `ontology/facts.schema.json`."""
    schema = TypeAdapter(Extract).json_schema(mode="serialization")
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": TITLE}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
