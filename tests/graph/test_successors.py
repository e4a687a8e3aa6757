"""Reformed bodies and abolished divisions keep their identity and lead to what took their place."""

from pathlib import Path

from flows.validation import validate_file
from tests.publication.across import House, told

REFORMED = told("甲", "3月9日,区安监局召开会议。区安监局局长赵小刚主持会议。会议要求,要抓好隐患排查。", "2017-03-10")
ABOLISHED = told("乙", "3月9日,双流县人民政府召开第8次常务会议。双流县县长赵小刚主持会议。", "2015-03-10", "双流新闻网")
OLD, NEW = "成都市新都区安全生产监督管理局", "成都市新都区应急管理局"
LEADS = """SELECT ?a ?b ?y { ?x dcterms:isReplacedBy ?z ; rdfs:label ?a . ?z rdfs:label ?b
           OPTIONAL { ?x zw:replacedIn ?y } }"""


def test_a_reformed_body_leads_to_the_one_in_its_place(tmp_path: Path) -> None:
    found = House(tmp_path).take(a=REFORMED).dataset()
    assert found.rows(LEADS) == [(OLD, NEW, "")]
    assert found.column("SELECT ?b { ?t a zw:Tenure ; org:organization/rdfs:label ?b }") == [OLD]
    assert "Violation" not in {each.severity for each in validate_file(found.release / "zhengwen.ttl").verdict.findings}


def test_bodies_of_an_abolished_county_lead_to_those_of_the_district_and_so_does_the_county(tmp_path: Path) -> None:
    found = House(tmp_path).take(a=ABOLISHED).dataset()
    leads = found.rows(LEADS)
    assert ("双流县人民政府", "成都市双流区人民政府", "2015") in leads
    assert ("四川省成都市双流县", "四川省成都市双流区", "2015") in leads
    query = 'SELECT ?d { ?o skos:prefLabel "成都市双流区人民政府"@zh ; zw:jurisdiction/rdfs:label ?d }'
    assert found.column(query) == ["四川省成都市双流区"]
    assert "Violation" not in {each.severity for each in validate_file(found.release / "zhengwen.ttl").verdict.findings}
