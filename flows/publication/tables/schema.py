"""The tables of a release and their columns. What is written and what CSVW says of it both follow from here."""

from flows.graph.vocabulary import (
    ACTION,
    DCTERMS,
    DOCUMENT_STATUS,
    DOCUMENT_TYPE,
    MEETING_TYPE,
    MODALITY,
    ORG,
    POST_QUALIFIER,
    PROV,
    ROLE,
    SCHEMA,
    SKOS,
    SUBJECT_KIND,
    ZW,
)
from flows.publication.tables.columns import (
    Column,
    chinese,
    code,
    codes,
    day,
    flag,
    label,
    link,
    links,
    literal,
    name_of,
    names,
    property_of,
    stated,
    this,
)
from flows.publication.tables.special import count, extreme, meeting_of_item, moment, publication_day, total
from flows.publication.tables.table import EVIDENCE, METADATA, Table
from flows.publication.tables.view import IN_MEETING

_OF_ARTICLE = (("article",), "articles")
_OF_MEETING = (("meeting", "article"), "meetings")

ARTICLES = Table(
    "articles", "文章", "Articles", ZW["Article"],
    (
        this("article", "文章", "Article"),
        chinese("title", "标题", "Title", DCTERMS["title"]),
        moment("published_at", "发布时间", "Moment of publication", DCTERMS["issued"]),
        link("source_url", "网址", "Address", SCHEMA["url"]),
        link("copy_of", "转载自", "Article of which it is a copy", PROV["alternateOf"]),
        publication_day("published", "发布日期", "Day of publication", DCTERMS["issued"]),
        link("publisher", "来源", "Publisher", DCTERMS["publisher"]),
        name_of("publisher_name", "来源名称", "Name of the publisher", "publisher", DCTERMS["publisher"]),
        link("jurisdiction", "所属地区", "Division of which it tells", ZW["jurisdiction"]),
        property_of("jurisdiction_code", "行政区划代码", "Code of the division", "jurisdiction", ZW["jurisdiction"],
                    ZW["adcode"]),
        name_of("jurisdiction_name", "地区名称", "Name of the division", "jurisdiction", ZW["jurisdiction"]),
        links("authors", "记者", "Reporters", SCHEMA["author"]),
        names("author_names", "记者姓名", "Names of the reporters", SCHEMA["author"]),
        links("editors", "编辑", "Editors", SCHEMA["editor"]),
        names("editor_names", "编辑姓名", "Names of the editors", SCHEMA["editor"]),
        count("views", "浏览量", "Views"),
        count("comments", "评论数", "Comments"),
        literal("text_length", "正文字数", "Length of the text, in characters", ZW["textLength"], "integer"),
        literal("content_digest", "内容摘要值", "Digest of the text", ZW["contentDigest"]),
    ),
    ("article",), (), EVIDENCE,
)  # fmt: skip

MEETINGS = Table(
    "meetings", "会议和其他活动", "Meetings and other events", ZW["Event"],
    (
        this("meeting", "会议", "Meeting"),
        chinese("name", "名称", "Name", SCHEMA["name"]),
        code("type", "类型", "Type", ZW["meetingType"], MEETING_TYPE),
        day("date", "日期", "Date, where it is known to the day", SCHEMA["startDate"]),
        stated("date_stated", "所述日期", "Date, as exactly as it is known", SCHEMA["startDate"]),
        chinese("time_of_day", "时段", "Time of day", ZW["timeOfDay"]),
        chinese("place", "地点", "Place", SCHEMA["location"]),
        link("organizer", "主办机构", "Organizer", SCHEMA["organizer"]),
        name_of("organizer_name", "主办机构名称", "Name of the organizer", "organizer", SCHEMA["organizer"]),
        literal("ordinal", "次数", "Number of the meeting", ZW["ordinal"], "integer"),
        literal("session", "届数", "Number of the term", ZW["session"], "integer"),
        flag("enlarged", "是否扩大会议", "Enlarged", ZW["enlarged"]),
        flag("reported", "是否报道", "Reported on, not only referred to", ZW["reported"]),
        links("chairs", "主持人", "Chairs", ZW["chairedBy"]),
        names("chair_names", "主持人姓名", "Names of the chairs", ZW["chairedBy"]),
    ),
    ("meeting", "article"), (_OF_ARTICLE,),
)  # fmt: skip

PARTICIPATIONS = Table(
    "participations", "参会", "Participations", ZW["Participation"],
    (
        this("participation", "参会", "Participation"),
        link("meeting", "会议", "Meeting", ZW["inEvent"], required=True),
        name_of("meeting_name", "会议名称", "Name of the meeting", "meeting", ZW["inEvent"]),
        stated("meeting_date", "会议日期", "Date of the meeting, as exactly as it is known", SCHEMA["startDate"],
               ZW["inEvent"]),
        link("person", "人物", "Person", ZW["participant"], required=True),
        name_of("person_name", "姓名", "Name of the person", "person", ZW["participant"]),
        code("role", "角色", "Role", ZW["role"], ROLE),
        links("posts", "所任职务", "Posts in which the person took part", ZW["inCapacityOf"]),
        names("post_names", "职务名称", "Names of the posts", ZW["inCapacityOf"]),
    ),
    ("participation", "article"), (_OF_ARTICLE, _OF_MEETING),
)  # fmt: skip

AGENDA = Table(
    "agenda-items", "议题", "Agenda items", ZW["AgendaItem"],
    (
        this("agenda_item", "议题", "Agenda item"),
        meeting_of_item("meeting", "会议", "Meeting", "agenda_item"),
        name_of("meeting_name", "会议名称", "Name of the meeting", "meeting", IN_MEETING),
        stated("meeting_date", "会议日期", "Date of the meeting, as exactly as it is known", SCHEMA["startDate"],
               IN_MEETING),
        code("action", "动作", "Action", ZW["action"], ACTION),
        chinese("action_text", "动作原文", "Action as written", ZW["actionText"]),
        code("subject_kind", "对象种类", "Kind of subject", ZW["subjectKind"], SUBJECT_KIND),
        chinese("subject_text", "对象原文", "Subject as written", ZW["subjectText"]),
        link("about", "对象", "Document or meeting it is about", ZW["about"]),
        name_of("about_name", "对象名称", "Name of that document or meeting", "about", ZW["about"]),
        code("considered_as", "审议时文稿状态", "State in which the document was considered", ZW["consideredAs"],
             DOCUMENT_STATUS),
        links("presenters", "汇报人或单位", "Presenters", ZW["presentedBy"]),
        names("presenter_names", "汇报人或单位名称", "Names of the presenters", ZW["presentedBy"]),
    ),
    ("agenda_item", "article"), (_OF_ARTICLE, _OF_MEETING),
)  # fmt: skip

DOCUMENTS = Table(
    "documents", "文件", "Documents", ZW["Document"],
    (
        this("document", "文件", "Document"),
        chinese("title", "标题", "Title", DCTERMS["title"]),
        code("status", "文稿状态", "State", ZW["documentStatus"], DOCUMENT_STATUS),
        chinese("status_text", "状态原文", "State as written", ZW["statusText"]),
        code("type", "文种", "Type", ZW["documentType"], DOCUMENT_TYPE),
        literal("number", "文号", "Number", ZW["documentNumber"]),
        literal("year", "年份", "Year", ZW["year"], "gYear"),
        link("issuer", "发文机构", "Issuer", DCTERMS["publisher"]),
        name_of("issuer_name", "发文机构名称", "Name of the issuer", "issuer", DCTERMS["publisher"]),
        chinese("short_form", "简称", "Short form", SKOS["altLabel"]),
    ),
    ("document", "article"), (_OF_ARTICLE,),
)  # fmt: skip

DIRECTIVES = Table(
    "directives", "要求", "Directives", ZW["Directive"],
    (
        this("directive", "要求", "Directive"),
        literal("path", "序号路径", "Path of ordinals", ZW["ordinalPath"]),
        literal("ordinal", "序号", "Ordinal", ZW["ordinal"], "integer"),
        literal("numbered", "是否编号", "Numbered in the text", ZW["numbered"], "boolean"),
        code("modality", "约束力", "Modality", ZW["modality"], MODALITY),
        label("head", "开头", "Head"),
        chinese("text", "全文", "Full text", ZW["text"]),
        link("issuer", "提出者", "Who asks", ZW["issuedBy"]),
        name_of("issuer_name", "提出者名称", "Name of who asks", "issuer", ZW["issuedBy"]),
        link("meeting", "会议", "Meeting", ZW["issuedAt"]),
        name_of("meeting_name", "会议名称", "Name of the meeting", "meeting", ZW["issuedAt"]),
        links("addressees", "对象", "Who is asked", ZW["addressee"]),
        names("addressee_names", "对象名称", "Names of who is asked", ZW["addressee"]),
        link("parent", "上级要求", "Directive of which it is a part", DCTERMS["isPartOf"]),
    ),
    ("directive",), (_OF_ARTICLE,),
)  # fmt: skip

_HOLDING = (
    this("tenure", "任职", "Tenure"),
    link("person", "人物", "Person", ORG["member"], required=True),
    name_of("person_name", "姓名", "Name of the person", "person", ORG["member"]),
    link("post", "职务", "Post", ZW["post"], required=True),
    name_of("post_name", "职务名称", "Name of the post", "post", ZW["post"]),
    property_of("post_title", "职务", "Title of the post", "post", ZW["post"], ZW["postTitle"], "zh"),
    link("organization", "机构", "Organization", ORG["organization"]),
    name_of("organization_name", "机构名称", "Name of the organization", "organization", ORG["organization"]),
    codes("qualifiers", "限定", "Qualifiers", ZW["qualifier"], POST_QUALIFIER),
)

TENURES = Table(
    "tenures", "各篇文章中的任职", "Tenures as each article shows them", ZW["Tenure"],
    (
        *_HOLDING,
        day("observed_on", "观察日期", "Day on which the article shows it", ZW["observedOn"]),
        stated("stated_start", "所述开始日期", "When it began, as the article says", ZW["statedStart"]),
        stated("stated_end", "所述结束日期", "When it ended, as the article says", ZW["statedEnd"]),
    ),
    ("tenure", "article"), (_OF_ARTICLE, (("tenure",), "careers")),
)  # fmt: skip

CAREERS = Table(
    "careers", "全部文章合成的任职", "Tenures from all articles together", ZW["Tenure"],
    (
        *_HOLDING,
        Column("first_observed", "最早观察日期", "First day on which an article shows it",
               extreme(ZW["observedOn"], min), "date", ZW["firstObserved"].value),
        Column("last_observed", "最晚观察日期", "Last day on which an article shows it",
               extreme(ZW["observedOn"], max), "date", ZW["lastObserved"].value),
        stated("stated_start", "所述开始日期", "When it began; the earliest, if articles differ", ZW["statedStart"]),
        Column("stated_end", "所述结束日期", "When it ended; the latest, if articles differ",
               extreme(ZW["statedEnd"], max), stated("", "", "", ZW["statedEnd"]).datatype),
        total("articles", "文章数", "Number of articles that show it", ZW["observedIn"]),
    ),
    ("tenure",), (), (),
)  # fmt: skip

BY_ARTICLE = (ARTICLES, MEETINGS, PARTICIPATIONS, TENURES, DOCUMENTS, AGENDA, DIRECTIVES)
"""The tables whose rows follow from each article alone."""
TABLES = (*BY_ARTICLE, CAREERS)
TITLES = {table.file: (f"{table.en}, as CSV", f"{table.zh}(CSV)") for table in TABLES} | {
    METADATA: ("What the tables hold, as CSVW", "各表的内容说明(CSVW)")
}
"""What a description of the dataset calls each file, in English and Chinese."""
