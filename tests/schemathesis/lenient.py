"""A body as the service reads it, which is more tolerant than the document.

The facts: `null`, `""` and an empty list or object say nothing, where one is expected; numbers and truth values may come as texts, and
ids and lengths as numbers; members that are not known are not looked at.
"""

import math

# Texts of digits that are also taken as numbers, beside what the document marks with `x-also-read`.
NUMBERS_AS_TEXT = ("VideoDuration",)
# Words that depend on the model: the vendor adds some every month, and only what is known to be refused is refused.
OPEN_WORDS = (
    "ImageResolution", "ImageAspectRatio", "VideoMode", "OutputResolution", "OutputAspectRatio", "SolutionResolution",
    "SolutionAspectRatio",
)  # fmt: skip
# Required by the document, and the service was seen to do without.
TOLERATED = (("VirtualTryOnRequest", "cloth_image"),)


class Reader:
    def __init__(self, schemas):
        self.schemas = schemas

    def resolve(self, schema):
        """A schema without references, and the name that it was found under."""
        name = ""
        while "$ref" in schema or len(schema.get("allOf", ())) == 1:
            reference = schema.get("$ref")
            name = reference.rsplit("/", 1)[-1] if reference else name
            schema = self.schemas[name] if reference else schema["allOf"][0]
        return schema, name

    def accepts(self, schema, value):
        """Whether a value is legal once it is read as the service reads it."""
        schema, name = self.resolve(schema)
        if "oneOf" in schema:
            return any(self.accepts(kind, value) for kind in schema["oneOf"])
        return getattr(self, f"accepts_{schema.get('type', 'anything')}")(schema, value, name)

    def says_nothing(self, schema, value):
        if isinstance(value, (list, dict)):
            return not value and self.resolve(schema)[0].get("type") in ("array", "object")
        return value is None or value == ""

    def accepts_object(self, schema, value, name):
        if not isinstance(value, dict):
            return False
        properties = schema.get("properties", {})
        told = {
            member: value[member]
            for member, schema in properties.items()
            if member in value and not self.says_nothing(schema, value[member])
        }
        required = [member for member in schema.get("required", ()) if (name, member) not in TOLERATED]
        return all(member in told for member in required) and all(
            self.accepts(properties[member], value) for member, value in told.items()
        )

    def accepts_array(self, schema, value, name):
        return (
            isinstance(value, list)
            and schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", math.inf)
            and all(self.accepts(schema["items"], item) for item in value)
        )

    def accepts_string(self, schema, value, name):
        takes_numbers = schema.get("x-also-read") == "integer" or name in NUMBERS_AS_TEXT
        if takes_numbers and isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        return (
            isinstance(value, str)
            and len(value) <= schema.get("maxLength", math.inf)
            and (name in OPEN_WORDS or value in schema.get("enum", [value]))
        )

    def accepts_number(self, schema, value, name):
        number = read_number(value)
        return number is not None and schema.get("minimum", -math.inf) <= number <= schema.get("maximum", math.inf)

    def accepts_integer(self, schema, value, name):
        number = read_number(value)
        return number is not None and number == math.floor(number) and self.accepts_number(schema, value, name)

    def accepts_boolean(self, schema, value, name):
        return isinstance(value, bool) or isinstance(value, str) and value.strip() in ("true", "false")

    def accepts_anything(self, schema, value, name):
        return True


def read_number(value):
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
