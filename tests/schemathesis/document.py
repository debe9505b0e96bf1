"""The document as Schemathesis shall read it: words are closed, and what a request names exists.

Nothing that is promised about an answer is weakened; that words are closed makes it stricter.
"""

import json
import os
from pathlib import Path

from hypothesis import strategies as st
import schemathesis

from fixtures import accepted_bodies, kind_of_file

INPUTS = json.loads(Path(os.environ["EMULATOR_INPUTS"]).read_text())

# The newer standard writes its own word for success, and readers take it for the one that is listed.
ALSO_SAID = {"TaskStatus": ["succeeded"]}

for kind in ("nowhere", "picture", "video", "sound"):
    schemathesis.openapi.format(f"known-{kind}", st.just(INPUTS[kind]))


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for path, methods in raw_schema["paths"].items():
        for operation in methods.values():
            # What the emulator sends to others is not asked of it.
            operation.pop("callbacks", None)
            if "requestBody" in operation:
                bodies = accepted_bodies(operation["operationId"], INPUTS)
                media = operation["requestBody"]["content"]["application/json"]
                media["examples"] = {name: {"value": body} for name, body in bodies}
        if path.endswith("/{id}"):
            (key,) = methods["get"]["parameters"]
            task = INPUTS["tasks"][path.removesuffix("/{id}")]
            methods["get"]["parameters"] = [resolve(raw_schema, key) | {"example": task}]
    schemas = raw_schema["components"]["schemas"]
    # Each create wants an id of its own.
    del schemas["ExternalTaskId"]["example"]
    for name, schema in schemas.items():
        close_words(schema, ALSO_SAID.get(name, []))
        name_known_things(schema, name)


def resolve(raw_schema, node):
    for name in node["$ref"].removeprefix("#/").split("/") if "$ref" in node else []:
        raw_schema = raw_schema[name]
    return raw_schema if "$ref" in node else node


def children(schema):
    yield from schema.get("properties", {}).items()
    if "items" in schema:
        yield "", schema["items"]


def close_words(schema, also=()):
    if "x-extensible-enum" in schema:
        schema["enum"] = schema["x-extensible-enum"] + list(also)
    for _, child in children(schema):
        close_words(child)


def name_known_things(schema, name):
    kind = kind_of_file(schema.get("example"))
    if kind is not None:
        schema |= {"format": f"known-{kind}", "example": INPUTS[kind]}
    elif schema.get("type") == "string" and name in INPUTS:
        schema["example"] = INPUTS[name]
    for name, child in children(schema):
        name_known_things(child, name)
