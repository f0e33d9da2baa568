import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.judgement import as_data, judgement_schema

FORBIDDEN = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "default"}


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for part in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        yield from parts(part)


def test_the_schema_keeps_to_what_strict_modes_share() -> None:
    for part in parts(judgement_schema(3)):
        assert not FORBIDDEN & set(part)
        if part["type"] == "object":
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False


def test_there_is_no_place_for_a_score() -> None:
    names = {name for part in parts(judgement_schema(3)) for name in part.get("properties", {})}
    assert names == {"code", "verdicts", "reason", "key_point", "quote", "verdict"}


def test_the_reason_comes_last() -> None:
    assert list(judgement_schema(3)["properties"])[-1] == "reason"


@given(st.text())
def test_data_is_one_line_that_means_the_same(text: str) -> None:
    line = as_data(text)
    assert json.loads(line) == text
    assert len(line.splitlines()) <= 1 or not set("\n\u2028\u2029") & set(line)
    assert "<" not in line
