"""What must come out of the seed article, asked of the published Turtle: every value by SPARQL, nothing by library."""

from rdflib import Graph

from tests.golden.published import found, rows

MEETING = "区依法治区领导小组第十一次(扩大)会议"
COMMITTEE, GOVERNMENT = "中共成都市新都区委员会", "成都市新都区人民政府"
CHAIR, ACTING, DEPUTY = "刘任远", "李云", "潘捷"
LEADERS = ("钟思勇", "刘怒海", "郑自强", "杨巧琳")


def test_one_meeting_is_reported_with_ordinal_date_and_type(dump: Graph) -> None:
    query = """SELECT ?name ?ordinal ?enlarged ?date (DATATYPE(?date) AS ?precision) {
        ?article zw:reportsOn ?m . ?m a zw:Meeting ; schema:name ?name ; zw:ordinal ?ordinal ; zw:enlarged ?enlarged ;
        schema:startDate ?date ; zw:meetingType zwmt:leading-group-meeting }"""
    day = "http://www.w3.org/2001/XMLSchema#date"
    assert found(dump, query) == {(MEETING, "11", "true", "2016-10-10", day)}
    assert found(dump, "SELECT (COUNT(*) AS ?n) { ?m zw:reported true }") == {("1",)}


def test_the_year_that_the_article_leaves_out_is_marked_as_inferred(dump: Graph) -> None:
    assert found(dump, "SELECT ?name { ?m zw:yearInferred true ; schema:name ?name }") == {(MEETING,)}


def test_the_article_was_published_in_chinese_time(dump: Graph) -> None:
    query = """SELECT ?title ?issued (DATATYPE(?issued) AS ?type) { ?a a zw:Article ; dcterms:title ?title ;
        dcterms:issued ?issued }"""
    moment = ("2016-10-12T15:35:39+08:00", "http://www.w3.org/2001/XMLSchema#dateTime")
    assert found(dump, query) == {("强化政治担当 推进依法治区", *moment)}


def test_the_district_convened_it(dump: Graph) -> None:
    query = """SELECT ?name ?division { ?m zw:reported true ; schema:organizer ?body .
        ?body skos:prefLabel ?name ; zw:jurisdiction/rdfs:label ?division }"""
    assert found(dump, query) == {("成都市新都区依法治区领导小组", "四川省成都市新都区")}


def test_the_spirit_of_three_meetings_was_conveyed(dump: Graph) -> None:
    query = """SELECT ?name ?ordinal { ?m zw:reported true ; zw:agendaItem ?item .
        ?item zw:action zwac:convey ; zw:about ?other . ?other a zw:Meeting ; schema:name ?name .
        OPTIONAL { ?other zw:ordinal ?ordinal } }"""
    assert found(dump, query) == {
        ("省依法治省工作推进会", ""),
        ("市委第187次常委会", "187"),
        ("依法治市工作座谈会", ""),
    }


def test_the_meetings_that_are_only_mentioned_are_these_three(dump: Graph) -> None:
    query = """SELECT ?name { ?article zw:referencedMeeting ?m . ?m schema:name ?name
        FILTER NOT EXISTS { ?m zw:reported true } }"""
    assert found(dump, query) == {("省依法治省工作推进会",), ("市委第187次常委会",), ("依法治市工作座谈会",)}
    assert found(dump, "SELECT (COUNT(*) AS ?n) { ?m a zw:Event }") == {("4",)}


def test_each_takes_part_in_role_and_post(dump: Graph) -> None:
    query = f"""SELECT ?who ?role ?title ?body {{ ?part zw:inEvent/schema:name "{MEETING}"@zh ;
        zw:participant/foaf:name ?who ; zw:role ?concept ; zw:inCapacityOf ?post . ?post zw:postTitle ?title .
        OPTIONAL {{ ?post org:postIn/skos:prefLabel ?body }}
        BIND (REPLACE(STR(?concept), "^.*/", "") AS ?role) }}"""
    assert found(dump, query) == {
        (CHAIR, "chair", "书记", COMMITTEE),
        (CHAIR, "speaker", "书记", COMMITTEE),
        (ACTING, "attendee", "副书记", COMMITTEE),
        (ACTING, "attendee", "区长", GOVERNMENT),
        (ACTING, "speaker", "副书记", COMMITTEE),
        (ACTING, "speaker", "区长", GOVERNMENT),
        (DEPUTY, "attendee", "副书记", COMMITTEE),
        (DEPUTY, "presenter", "副书记", COMMITTEE),
        *((leader, "attendee", "领导", "") for leader in LEADERS),
    }


def test_nobody_else_takes_part(dump: Graph) -> None:
    named = {(name,) for name in (CHAIR, ACTING, DEPUTY, *LEADERS)}
    assert found(dump, "SELECT DISTINCT ?who { ?part zw:participant/foaf:name ?who }") == named
    assert found(dump, "SELECT ?who { ?m zw:chairedBy/foaf:name ?who }") == {(CHAIR,)}
    assert found(dump, "SELECT ?who { ?m zw:attendedBy/foaf:name ?who }") == named - {(CHAIR,)}
    assert found(dump, "SELECT ?who { ?m zw:observedBy/foaf:name ?who }") == set()


def test_the_district_leaders_are_leaders_of_the_district(dump: Graph) -> None:
    query = """SELECT ?who ?as ?place { ?person foaf:name ?who ; org:holds ?post .
        ?post zw:postTitle "领导"@zh ; skos:altLabel ?as ; zw:jurisdiction/rdfs:label ?place }"""
    assert found(dump, query) == {(leader, "区领导", "四川省成都市新都区") for leader in LEADERS}


def test_one_tenure_is_acting(dump: Graph) -> None:
    query = """SELECT ?who ?title ?body ?day ?qualifier { ?tenure org:member/foaf:name ?who ; zw:observedOn ?day ;
        org:organization/skos:prefLabel ?body ; zw:post/zw:postTitle ?title .
        OPTIONAL { ?tenure zw:qualifier ?concept } BIND (REPLACE(STR(?concept), "^.*/", "") AS ?qualifier) }"""
    assert found(dump, query) == {
        (CHAIR, "书记", COMMITTEE, "2016-10-10", ""),
        (ACTING, "副书记", COMMITTEE, "2016-10-10", ""),
        (ACTING, "区长", GOVERNMENT, "2016-10-10", "acting"),
        (DEPUTY, "副书记", COMMITTEE, "2016-10-10", ""),
    }


def test_the_byline_names_reporter_editor_and_medium(dump: Graph) -> None:
    query = """SELECT ?author ?editor ?medium { ?a schema:author/foaf:name ?author ; schema:editor/foaf:name ?editor ;
        dcterms:publisher/skos:prefLabel ?medium }"""
    assert found(dump, query) == {("何亚东", "罗雨涵", "新都资讯")}


def test_who_signed_the_article_neither_took_part_nor_held_a_post(dump: Graph) -> None:
    query = """SELECT ?who { { ?a schema:author ?p } UNION { ?a schema:editor ?p } ?p foaf:name ?who .
        { ?part zw:participant ?p } UNION { ?m schema:attendee ?p } UNION { ?p org:holds ?post } }"""
    assert found(dump, query) == set()


def test_the_document_was_deliberated_as_a_draft(dump: Graph) -> None:
    query = """SELECT ?title ?status ?year { ?m zw:reported true ; zw:agendaItem ?item .
        ?item zw:action zwac:deliberate ; zw:about ?d ; zw:consideredAs zwds:submitted-draft .
        ?d a zw:Document ; dcterms:title ?title ; zw:statusText ?status ; zw:year ?year ;
        zw:documentType zwdt:measures ; zw:documentStatus zwds:submitted-draft }"""
    assert found(dump, query) == {("成都市新都区依法治区工作2016年督查考评办法", "送审稿", "2016")}
    assert found(dump, "SELECT (COUNT(*) AS ?n) { ?d a zw:Document }") == {("1",)}


def test_three_towns_of_the_district_reported(dump: Graph) -> None:
    query = """SELECT ?name ?as ?district { ?m zw:reported true ; zw:agendaItem ?item .
        ?item zw:action zwac:hear ; zw:presentedBy ?town . ?town skos:prefLabel ?name ; skos:altLabel ?as ;
        zw:jurisdiction/schema:containedInPlace* ?place . ?place zw:adcode "510114" ; rdfs:label ?district }"""
    towns = ("龙桥镇", "军屯镇", "大丰街道")
    assert found(dump, query) == {("成都市新都区" + town, town, "四川省成都市新都区") for town in towns}


def test_the_deployment_was_presented_by_the_deputy(dump: Graph) -> None:
    query = """SELECT ?who ?of { ?m zw:reported true ; zw:agendaItem ?item .
        ?item zw:action zwac:deploy ; zw:presentedBy/foaf:name ?who ; zw:subjectText ?of }"""
    assert found(dump, query) == {(DEPUTY, "依法治区有关工作")}


def test_policy_terms_say_where_and_by_whom(dump: Graph) -> None:
    query = """SELECT ?term ?who ?path { ?use zw:term/skos:prefLabel ?term ; zw:usedBy/foaf:name ?who ;
        zw:usedIn/zw:ordinalPath ?path }"""
    assert found(dump, query) == {
        ("一带一路", CHAIR, "1.2"),
        ("一岗双责", CHAIR, "1.5"),
        ("关键少数", CHAIR, "1.7"),
        ("关键少数", CHAIR, "2.2"),
        ("雪亮工程", CHAIR, "2.8"),
        ("法律七进", CHAIR, "2.9"),
        ("三条底线", CHAIR, "2.10"),
    }


def test_views_and_comments(dump: Graph) -> None:
    query = """SELECT ?action ?count { ?a schema:interactionStatistic ?counter .
        ?counter schema:interactionType ?action ; schema:userInteractionCount ?count }"""
    kinds = "https://schema.org/ViewAction", "https://schema.org/CommentAction"
    assert found(dump, query) == {(kinds[0], "3843"), (kinds[1], "0")}


def test_organizations_are_named_in_full(dump: Graph) -> None:
    names = [name for (name,) in rows(dump, "SELECT ?n { ?o a zw:Organization ; skos:prefLabel ?n } ORDER BY STR(?n)")]
    towns = [f"成都市新都区{town}" for town in ("龙桥镇", "军屯镇", "大丰街道")]
    group, upper = "成都市新都区依法治区领导小组", ["中共四川省委员会", "中共成都市委员会"]
    assert sorted(names) == sorted([COMMITTEE, GOVERNMENT, group, "新都资讯", *upper, *towns])
