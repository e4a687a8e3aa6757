"""The W3C Reconciliation Service API 0.2, as its specification and OpenRefine ask for it."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from starlette.testclient import TestClient

SECRETARY = "person/510114-zspjiemj6coa"
GOVERNMENT = "organization/510114-vunqxjealm7o"


def matched(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    response = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["q0"]["result"]
    return found


def test_the_manifest(served: TestClient) -> None:
    manifest = served.get("/reconcile").json()
    Draft7Validator(
        {
            "type": "object",
            "required": ["versions", "name", "identifierSpace", "schemaSpace"],
            "properties": {
                "versions": {"type": "array", "contains": {"const": "0.2"}},
                "view": {"required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
                "preview": {"required": ["url", "width", "height"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
                "defaultTypes": {"type": "array", "items": {"required": ["id", "name"]}},
                "suggest": {"additionalProperties": {"required": ["service_url", "service_path"]}},
                "extend": {"required": ["propose_properties"]},
            },
        }
    ).validate(manifest)
    assert served.get("/reconcile").headers["access-control-allow-origin"] == "*"
    view = manifest["view"]["url"].replace("{{id}}", SECRETARY)
    assert served.get(view).status_code == 200
    assert manifest["identifierSpace"] + SECRETARY == f"https://w3id.org/zhengwen/{SECRETARY}"


def test_an_organization_is_found_by_its_full_name(served: TestClient) -> None:
    best, *others = matched(served, query="成都市新都区人民政府", type="Organization")
    assert (best["id"], best["score"], best["match"]) == (GOVERNMENT, 100.0, True)
    assert best["type"] == [{"id": "Organization", "name": "机构 Organization"}]
    assert not any(other["match"] for other in others)


def test_part_of_a_name_is_likely_but_not_sure(served: TestClient) -> None:
    best = matched(served, query="新都区人民政府")[0]
    assert (best["id"], best["match"]) == (GOVERNMENT, False)
    assert 60 < best["score"] < 100


def test_a_person_is_sure_only_with_a_property_that_agrees(served: TestClient) -> None:
    alone = matched(served, query="刘任远", type="Person")[0]
    assert (alone["id"], alone["score"], alone["match"]) == (SECRETARY, 100.0, False)
    agreeing = matched(served, query="刘任远", properties=[{"pid": "jurisdiction", "v": "510114"}])[0]
    assert (agreeing["score"], agreeing["match"]) == (100.0, True)
    by_id = [{"pid": "jurisdiction", "v": {"id": "division/510114", "name": "新都区"}}]
    assert matched(served, query="刘任远", properties=by_id)[0]["match"]
    other = matched(served, query="刘任远", properties=[{"pid": "jurisdiction", "v": "上海市"}])[0]
    assert (other["score"], other["match"]) == (70.0, False)
    assert {"id": "jurisdiction", "value": 0.0} in other["features"]


@pytest.mark.parametrize("kind", ["Document", "https://w3id.org/zhengwen/ontology#Document", ["Document", "Person"]])
def test_types_narrow_what_is_found(served: TestClient, kind: Any) -> None:
    found = matched(served, query="成都市新都区依法治区工作2016年督查考评办法", type=kind)
    assert found[0]["score"] == 100.0
    assert {each["type"][0]["id"] for each in found} <= {"Document", "Person"}


def test_limits_and_nothing_found(served: TestClient) -> None:
    assert len(matched(served, query="四川省成都市新都区大丰街道", limit=2)) == 2
    assert matched(served, query="甲乙丙丁") == []
    assert matched(served, query="") == []


def test_a_batch_by_get_too(served: TestClient) -> None:
    batch = {"a": {"query": "四川省"}, "b": {"query": "李云"}}
    found = served.get("/reconcile", params={"queries": json.dumps(batch)}).json()
    assert found["a"]["result"][0]["id"] == "division/510000"
    assert found["b"]["result"][0]["name"] == "李云"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"q": {}}'}, 400),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(51)})}, 413),
        ({"extend": '{"ids": ["x"]}'}, 400),
        ({"extend": json.dumps({"ids": ["x"] * 201, "properties": []})}, 413),
    ],
)
def test_what_cannot_be_answered_is_told(served: TestClient, form: dict[str, str], status: int) -> None:
    response = served.post("/reconcile", data=form)
    assert (response.status_code, response.json()["status"]) == (status, "error")


def test_suggestions(served: TestClient) -> None:
    def suggested(what: str, prefix: str) -> list[str]:
        result = served.get(f"/reconcile/suggest/{what}", params={"prefix": prefix}).json()["result"]
        return [each["id"] for each in result]

    assert SECRETARY in suggested("entity", "刘")
    assert suggested("entity", "") == []
    assert suggested("type", "人") == ["Person"]
    assert suggested("type", "organ") == ["Organization"]
    assert suggested("property", "juris") == ["jurisdiction"]
    assert len(suggested("type", "")) == 4


def test_extension(served: TestClient) -> None:
    proposed = served.get("/reconcile/properties", params={"type": "Person"}).json()
    assert "holds" in [each["id"] for each in proposed["properties"]]
    asked = {"ids": [SECRETARY, "division/510114", "nothing"], "properties": [{"id": "holds"}, {"id": "adcode"}]}
    found = served.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert [each["id"] for each in found["meta"]] == ["holds", "adcode"]
    assert found["rows"]["division/510114"] == {"holds": [], "adcode": [{"str": "510114"}]}
    assert found["rows"][SECRETARY]["holds"][0]["name"] == "中共成都市新都区委员会书记"
    assert found["rows"]["nothing"] == {"holds": [], "adcode": []}


def test_previews_are_shown_in_frames(served: TestClient) -> None:
    response = served.get("/reconcile/preview", params={"id": SECRETARY})
    assert "刘任远" in response.text
    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert served.get("/reconcile/preview", params={"id": "person/none"}).status_code == 404
    assert served.get("/reconcile/preview", params={"id": "<script>"}).status_code == 404
