import json
from pathlib import Path
from typing import Any

import pytest

from flows.evaluation.loading import GoldError, load_cases, load_gold
from tests.evaluation.cases import TEXT, gold, write


def test_a_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "final").mkdir()
    write(tmp_path, "b", json.dumps(gold()))
    write(tmp_path / "final", "a", json.dumps(gold()))
    cases = load_cases(tmp_path)
    assert [case.name for case in cases] == ["b", "final/a"]
    assert cases[0].gold == gold()
    assert cases[0].text == TEXT


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no articles here"):
        load_cases(tmp_path)


def test_a_text_without_annotation_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a", "{}").unlink()
    with pytest.raises(GoldError, match=r"a\.json: is missing"):
        load_cases(tmp_path)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["title"], 3, "title: must be a text or null, not 3"),
        (["meetings", 0, "ordinal"], "11", 'meetings[0].ordinal: must be a whole number or null, not "11"'),
        (["meetings", 0, "ordinal"], True, "meetings[0].ordinal: must be a whole number or null, not true"),
        (["meetings", 0, "chairs"], "赵一帆", 'meetings[0].chairs: must be a list of texts, not "赵一帆"'),
        (["people", 1, "name"], "", 'people[1].name: must be a text, not ""'),
        (["people"], ["赵一帆"], 'people: must be a list of objects, not ["赵一帆"]'),
        (["directives", 1, "numbered"], None, "directives[1].numbered: must be true or false, not null"),
    ],
)
def test_a_wrong_value_is_named_with_its_file_and_key(
    tmp_path: Path, path: list[Any], value: object, message: str
) -> None:
    data: Any = gold()
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(GoldError) as caught:
        load_gold(write(tmp_path, "a", json.dumps(data)))
    assert str(caught.value) == f"{tmp_path / 'a.json'}: {message}"


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    data: Any = gold()
    del data["documents"][0]["status"]
    with pytest.raises(GoldError, match=r"a\.json: documents\[0\]\.status: is missing"):
        load_gold(write(tmp_path, "a", json.dumps(data)))


@pytest.mark.parametrize("annotation", ["", "{", "[]", "null"])
def test_what_is_no_json_object_is_an_error(tmp_path: Path, annotation: str) -> None:
    with pytest.raises(GoldError, match="JSON"):
        load_gold(write(tmp_path, "a", annotation))


def test_a_text_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a", json.dumps(gold()))
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(GoldError, match=r"a\.txt: empty"):
        load_cases(tmp_path)
