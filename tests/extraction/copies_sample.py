"""Pairs of invented articles: copies of one report, and reports of two happenings written from one template."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Report:
    """An article as a portal shows it."""

    title: str
    published: str
    source: str
    body: str
    closing: str = "浏览量:12\n编辑:何小里 编审:"

    def but(self, *edits: tuple[str, str], **given: str) -> "Report":
        """Return the report with `edits` in headline and body, and with what is `given`."""
        title, body = self.title, self.body
        for old, new in edits:
            assert old in title + body
            title, body = title.replace(old, new), body.replace(old, new)
        return replace(replace(self, title=title, body=body), **given)

    def text(self) -> str:
        return f"{self.title}\n发布时间:{self.published}\n来源:{self.source}\n{self.body}\n{self.closing}\n"


FLOOD = Report(
    "江城区部署汛期安全工作",
    "2019-06-04 09:15:20",
    "江城资讯",
    "6月3日上午,江城区召开第7次汛期安全工作会议。区长沈望秋主持会议并讲话,副区长毛一丁、区水务局局长何清远参加会议。\n"
    "会议听取了区水务局关于堤防巡查情况的汇报,审议了《江城区汛期值守办法》。\n"
    "会议要求,各街道要备足物资、压实责任,对低洼地段逐一排查,不留死角。区应急局要完善预案,加强演练,确保一声令下就能上得去。\n"
    "沈望秋强调,防汛责任重于泰山,要坚持二十四小时值班和领导带班制度,发现险情立即报告,妥善转移受威胁群众,全力守护人民生命财产安全。",
)
VISIT = Report(
    "陆远山调研柳溪县农村道路建设",
    "2020-09-18",
    "柳溪日报",
    "9月17日,县委书记陆远山深入石桥镇、白马镇,调研农村道路建设工作。县委常委白露,副县长江一帆参加调研。\n"
    "在石桥镇双河村,陆远山沿着新修的通村公路边走边看,详细询问了工程进度、资金筹措和后期管护等情况,他希望施工单位抢抓晴好天气,"
    "科学组织施工,在保证质量的前提下加快进度,让群众早日走上放心路。\n"
    "在白马镇,陆远山与村干部座谈,听取了对道路养护的意见建议。他指出,农村道路是乡村振兴的先行工程,要建立长效管护机制,落实专人负责,"
    "做到有路必养、养必到位。县交通运输局要加强技术指导,把好每一道关口。",
)
ORDERS = Report(
    "云岭市召开安全生产专题会",
    "2022-03-11 17:40:00",
    "云岭发布",
    "3月10日下午,云岭市召开安全生产专题会,通报近期事故情况,安排下一阶段工作。副市长叶知秋出席会议,市应急管理局局长骆冰主持会议。\n"
    "会议指出,一季度全市共发生生产安全事故6起,同比下降25%,形势总体平稳,但部分行业领域隐患仍然突出。\n"
    "会议强调,一要提高政治站位,树牢安全发展理念。二要紧盯矿山、危化品、建筑施工等重点领域,开展拉网式排查。三要严格执法,"
    "对屡改屡犯的企业依法从重处罚。四要加强宣传教育,提升全民安全意识。\n"
    "叶知秋要求,各县(市、区)要举一反三,把责任落实到岗位、落实到人头,坚决遏制重特大事故发生。",
)
LONGER = "要加强统筹协调,形成工作合力,把各项措施抓细抓实抓到位。" * 3

COPIES: dict[str, tuple[Report, Report]] = {
    "the same under another address": (FLOOD, FLOOD),
    "another headline": (FLOOD, FLOOD.but(title="沈望秋:防汛责任重于泰山")),
    "the next day, on another portal": (FLOOD, FLOOD.but(published="2019-06-05 08:00:00", source="滨江晚报")),
    "three weeks later": (FLOOD, FLOOD.but(published="2019-06-24")),
    "full-width signs and blanks": (
        FLOOD,
        FLOOD.but((",", "，"), ("。", "。 "), ("、", " 、"), ("《", "〈"), ("》", "〉")),
    ),
    "paragraphs run together": (VISIT, VISIT.but(("\n", ""))),
    "a dateline before it": (
        VISIT,
        VISIT.but(("9月17日,县委书记", "本报讯(记者 温知新)9月17日,县委书记"), source="江南时报"),
    ),
    "other lines around it": (
        ORDERS,
        ORDERS.but(closing="(责任编辑:罗小满)\n扫一扫在手机打开当前页\n上一篇:没有了\n版权所有 云岭市人民政府办公室"),
    ),
    "its end cut off": (VISIT, VISIT.but((VISIT.body[VISIT.body.index("他指出") :], ""))),
    "a paragraph added": (VISIT, VISIT.but(("养必到位。", "养必到位。" + LONGER))),
    "a sentence left out": (ORDERS, ORDERS.but(("二要紧盯矿山、危化品、建筑施工等重点领域,开展拉网式排查。", ""))),
    "a sentence edited": (FLOOD, FLOOD.but(("加强演练,确保一声令下就能上得去", "组织演练,做到召之即来"))),
    "two sentences edited": (
        VISIT,
        VISIT.but(("早日走上放心路", "尽快出行无忧"), ("把好每一道关口", "严把质量关")),
    ),
    "a typing error corrected": (ORDERS, ORDERS.but(("拉网式", "拉网试"))),
    "a name corrected": (FLOOD, FLOOD.but(("沈望秋", "沈忘秋"))),
    "somebody named besides": (VISIT, VISIT.but(("副县长江一帆参加", "副县长江一帆、方静参加"))),
    "a figure left out": (ORDERS, ORDERS.but(("同比下降25%,", ""))),
    "ordinals in Chinese numerals": (FLOOD, FLOOD.but(("第7次", "第七次"))),
}
MATES: dict[str, tuple[Report, Report]] = {
    "next month, all else alike": (FLOOD, FLOOD.but(("6月3日", "7月2日"), published="2019-07-03 09:15:20")),
    "the next numbered meeting": (FLOOD, FLOOD.but(("第7次", "第8次"))),
    "the next one, numbered in Chinese": (FLOOD.but(("第7次", "第七次")), FLOOD.but(("第7次", "第八次"))),
    "another chair": (FLOOD, FLOOD.but(("沈望秋", "顾北辰"))),
    "other people attending": (FLOOD, FLOOD.but(("毛一丁", "方静"), ("何清远", "温知新"))),
    "another document": (FLOOD, FLOOD.but(("汛期值守办法", "物资储备规定"))),
    "the document of the next year": (
        FLOOD.but(("汛期值守办法", "2019年度汛方案")),
        FLOOD.but(("汛期值守办法", "2020年度汛方案")),
    ),
    "in the afternoon of the same day": (FLOOD, FLOOD.but(("6月3日上午", "6月3日下午"))),
    "another district's": (
        FLOOD,
        FLOOD.but(("江城区", "滨江区"), ("沈望秋", "罗小满"), ("毛一丁", "温知新"), source="滨江资讯"),
    ),
    "another district's, in the same words but for its name": (ORDERS, ORDERS.but(("云岭市", "青禾市"))),
    "other villages": (VISIT, VISIT.but(("石桥镇", "龙泉镇"), ("白马镇", "清溪镇"), ("双河村", "古井村"))),
    "another day": (VISIT, VISIT.but(("9月17日", "9月24日"), published="2020-09-25")),
    "another theme": (VISIT, VISIT.but(("道路", "水利"), ("公路", "水渠"))),
    "other figures": (ORDERS, ORDERS.but(("6起", "9起"), ("25%", "12%"))),
    "one figure": (ORDERS, ORDERS.but(("发生生产安全事故6起", "发生生产安全事故5起"))),
    "the same day of the week after": (
        ORDERS.but(("3月10日下午", "周四")),
        ORDERS.but(("3月10日下午", "周五"), published="2022-03-12"),
    ),
    "today, and today a week later": (
        ORDERS.but(("3月10日下午", "今天")),
        ORDERS.but(("3月10日下午", "今天"), published="2022-03-18 17:40:00"),
    ),
    "the same words two months later": (FLOOD, FLOOD.but(published="2019-08-05")),
    "a short one, and the same with one sentence more": (
        FLOOD.but((FLOOD.body[FLOOD.body.index("\n") :], "")),
        FLOOD.but((FLOOD.body[FLOOD.body.index("\n") :], "会议还部署了抗旱工作。")),
    ),
    "the brief, and the whole of it": (
        FLOOD.but((FLOOD.body[FLOOD.body.index("\n") :], "")),
        FLOOD,
    ),
    "half of it is another meeting's": (
        VISIT,
        VISIT.but((VISIT.body[VISIT.body.index("在白马镇,陆") :], LONGER.replace("措施", "任务") * 2)),
    ),
}
