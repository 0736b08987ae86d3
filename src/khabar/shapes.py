"""One declaration, two uses: the annotations of a dataclass read its JSON strictly and describe it as JSON Schema.

So the reader, the schema and the Python types cannot drift apart. A field with the default None is left out of
the JSON when it is None; one with the default ABSENT may be null, which says something else than being left out;
all others must be there. An object with `start` and `end` is a span of the document's text, and where it also has
a `text`, that is what stands there.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Protocol, Union, cast, get_args, get_origin, get_type_hints

from khabar.fields import Where, integer, keyed, kind, mapping, number, sequence, shown, string
from khabar.plain import ABSENT, Absent


class OneOf(NamedTuple):
    """An annotation of a string: the names it may have."""

    names: tuple[str, ...]


class Between(NamedTuple):
    """An annotation of a number: its bounds, both included."""

    low: float
    high: float


class Shape(Protocol):
    """How a value looks in JSON."""

    def read(self, data: object, where: Where, text: str) -> Any:
        """`data` as a Python value; raises DocumentError."""
        ...

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
        ...


class _Name(NamedTuple):
    """A string, any or one of some."""

    names: tuple[str, ...] | None = None

    def read(self, data: object, where: Where, text: str) -> str:
        name = string(data, where)
        if self.names is not None and name not in self.names:
            raise where.error(f"{shown(name)} is not one of {', '.join(self.names)}")
        return name

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} if self.names is None else {"enum": list(self.names)}


class _Number(NamedTuple):
    """A finite number, perhaps within bounds; true and false are none."""

    bounds: Between | None = None

    def read(self, data: object, where: Where, text: str) -> int | float:
        value = number(data, where)
        if self.bounds is not None and not self.bounds.low <= value <= self.bounds.high:
            raise where.error(f"{shown(value)} is not between {self.bounds.low} and {self.bounds.high}")
        return value

    def schema(self) -> dict[str, Any]:
        limits = {} if self.bounds is None else {"minimum": self.bounds.low, "maximum": self.bounds.high}
        return {"type": "number"} | limits


class _Offset(NamedTuple):
    """A whole number of code points."""

    def read(self, data: object, where: Where, text: str) -> int:
        return integer(data, where)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0}


class _Flag(NamedTuple):
    """True or false."""

    def read(self, data: object, where: Where, text: str) -> bool:
        if not isinstance(data, bool):
            raise where.error(f"true or false is needed, not {kind(data)}")
        return data

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class _Anything(NamedTuple):
    """Any JSON value, as it is."""

    def read(self, data: object, where: Where, text: str) -> object:
        return data

    def schema(self) -> dict[str, Any]:
        return {}


class _Nullable(NamedTuple):
    """Something or null."""

    shape: Shape

    def read(self, data: object, where: Where, text: str) -> Any:
        return None if data is None else self.shape.read(data, where, text)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.shape.schema(), {"type": "null"}]}


class _NumberOrName(NamedTuple):
    """A number or a string."""

    def read(self, data: object, where: Where, text: str) -> int | float | str:
        return data if isinstance(data, str) else number(data, where)

    def schema(self) -> dict[str, Any]:
        return {"type": ["number", "string"]}


class _Items(NamedTuple):
    """A list; names in it are all different."""

    shape: Shape

    def read(self, data: object, where: Where, text: str) -> tuple[Any, ...]:
        items = tuple(self.shape.read(item, where.at(i), text) for i, item in enumerate(sequence(data, where)))
        if isinstance(self.shape, _Name) and len(set(items)) < len(items):
            raise where.error("the same name twice")
        return items

    def schema(self) -> dict[str, Any]:
        unique = {"uniqueItems": True} if isinstance(self.shape, _Name) else {}
        return {"type": "array", "items": self.shape.schema()} | unique


class _Range(NamedTuple):
    """Two numbers, the lower one first."""

    def read(self, data: object, where: Where, text: str) -> tuple[float, float]:
        ends = [number(end, where.at(i)) for i, end in enumerate(sequence(data, where))]
        if len(ends) != 2 or ends[0] > ends[1]:
            raise where.error("two numbers, the lower first, are needed")
        return ends[0], ends[1]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "prefixItems": [{"type": "number"}] * 2, "items": False, "minItems": 2}


class _Table(NamedTuple):
    """Values by name."""

    key: Shape
    value: Shape

    def read(self, data: object, where: Where, text: str) -> dict[str, Any]:
        pairs = mapping(data, where).items()
        return {self.key.read(k, where.at(k), text): self.value.read(v, where.at(k), text) for k, v in pairs}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "propertyNames": self.key.schema(), "additionalProperties": self.value.schema()}


class Thing(NamedTuple):
    """An object that becomes a dataclass; `shapes` are those of its fields."""

    made: type[Any]
    shapes: dict[str, Shape]
    needed: tuple[str, ...]

    def read(self, data: object, where: Where, text: str) -> Any:
        """`data` as the dataclass; raises DocumentError."""
        found = keyed(data, where, self.needed, self.shapes)
        made = self.made(**{k: s.read(found[k], where.at(k), text) for k, s in self.shapes.items() if k in found})
        if self.shapes.keys() >= {"start", "end"}:
            _check_span(made, where, text)
        return made

    def schema(self) -> dict[str, Any]:
        """A reference to the definition."""
        return {"$ref": f"#/$defs/{self.made.__name__}"}

    def definition(self) -> dict[str, Any]:
        """The schema that `schema` refers to."""
        return {
            "type": "object",
            "description": self.made.__doc__,
            "properties": {key: shape.schema() for key, shape in self.shapes.items()},
            "required": list(self.needed),
            "additionalProperties": False,
        }


def _check_span(made: Any, where: Where, text: str) -> None:
    if not 0 <= made.start < len(text):
        raise where.at("start").error(f"{shown(made.start)} is outside the text of {len(text)} code points")
    if not made.start < made.end <= len(text):
        end = shown(made.end)
        raise where.at("end").error(f"{end} is not between start {made.start} and the text's end {len(text)}")
    there = text[made.start : made.end]
    own = getattr(made, "text", there)
    if own != there:
        raise where.at("text").error(f"{shown(own)} is not what stands at {made.start} to {made.end}: {shown(there)}")


@cache
def thing(made: type[Any]) -> Thing:
    """The shape of a dataclass, from its annotations."""
    hints = get_type_hints(made, include_extras=True)
    shapes = {f.name: _shape(hints[f.name], may_be_null=f.default is not None) for f in fields(made)}
    return Thing(made, shapes, tuple(f.name for f in fields(made) if f.default is not None and f.default is not ABSENT))


def _shape(hint: Any, *, may_be_null: bool = True) -> Shape:
    """The shape of an annotation; `None` in the union of a field that is left out instead does not count."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        kinds = {argument for argument in arguments if argument not in {Absent, NoneType}}
        shape = _NumberOrName() if kinds == {int, float, str} else _shape(*kinds)
        return _Nullable(shape) if NoneType in arguments and may_be_null else shape
    if origin is Annotated:
        return _Name(arguments[1].names) if arguments[0] is str else _Number(arguments[1])
    if origin is tuple:
        return _Items(_shape(arguments[0])) if arguments[1] is ... else _Range()
    if origin is Mapping:
        return _Table(*map(_shape, arguments))
    if is_dataclass(hint):
        return thing(cast(type[Any], hint))
    plain: dict[Any, Shape] = {str: _Name(), float: _Number(), int: _Offset(), bool: _Flag(), Any: _Anything()}
    return plain[hint]
