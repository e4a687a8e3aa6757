"""Tells a demand from a statement: does a segment ask for something, where does it begin, of whom, how strongly.

In: the folded text and a segment (what ends with 。 or ；). Out: `Demand` or None. Knows nothing of speakers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.articles.evidence import Span
from flows.extraction.facts import Modality
from flows.extraction.patterns import alternation

_WANT = (
    r"(?<![需主重首纪只若摘概提必紧扼简想快索将纲])要"
    r"(?!求(?!真|新|实|精|进|变|突破|同存异|稳|深|细|快|严|效)|素|点(?!面|燃|亮|对|准|出)|害|闻|件|员|塞|地|道|领|义|案|目|职|津|旨|约(?!谈|束)|挟"
    r"|价|数|紧|么|是|不是|不然|务(?!实|必)|的是|说|(?:清醒|清楚)?地?看到)"
)
_MUST = (
    r"必须(?!(?:清醒|清楚)?地?看到)|务必|务求|应当|应该|应(?![急对用变届邀运聘试付答收景力该允战诉有尽接备声县城])|(?<![必色龙胡贵莫])须(?![知弥臾江镇乡县])"
    r"|需(?![要求])|(?<![来松拖等慢急少怠歇停缓])不得(?![不已,。;]|半点)|(?<![握摸看说吃拿把找])不准(?![确备,。;])|严禁|禁止|绝不|决不|切忌|切不可|杜绝|一律"
)
_MODAL = re.compile(rf"{_WANT}|{_MUST}")
_URGED = re.compile(
    rf"{_MODAL.pattern}|(?<!能)(?:不能|不可)(?!不|够|说|忽视|缺少|替代|或缺|分割|持续|避免|逆转|阻挡|磨灭|动摇的?[,。;])|不容(?!乐观|忽视|置疑|小觑|易|否认)"
)
"""After 强调 also 不能…: 强调,执法检查不能走过场."""
_CONNECTIVE = (
    r"(?:[“\s]|同时|此外|另外|其次|再次|最后|还|也|又|并且?|而且|更|尤其是?|特别是?|与此同时|为此|因此|所以|对此|下一步|下步|接下来"
    r"|当前|目前|今后|首先|首要的?是|重点是|关键是|关键在于|核心是|希望|一方面|另一方面|一定|今年|明年|会后|今天|明天|要)"
)
_OPENING = re.compile(
    rf"{_CONNECTIVE}*?,?(?:坚持|确保|坚决|力争|切实|严禁|杜绝|务必|务求|必须|希望|请(?!示|求|假)|力戒|谨防|严防|切忌|力求|不得|不准|禁止|严格)"
)
_REQUIRES = re.compile(
    r"(?:并|现场|当场|同时|也|还)*(?:(?:要求|责令|督促|叮嘱|嘱咐)(?![高严更越不是的,。;和及])|希望(?!的|[,。;]))[^,。;]{2}"
)
_PASSED_ON = re.compile(rf"{_WANT}|必须|务必")
"""叮嘱随行人员【要】把管线再检修一遍."""
_PAST = re.compile(r"[“ ]*(?:近年来|去年|前年|上半年|前[一二三四]?季度|此前|前不久|目前已|[^,。;]{1,16}(?:以来|年来),)")
_ON_CONDITION = re.compile(r"[^,。;]*(?:不|未|没|对|凡|需|能|有)[^,。;的]{1,24}的(?:[^,。;的]{2,10})?")
"""What the demand is for: 一时改不了的【要】列出时间表, 对虚报瞒报的单位【必须】问责."""
_CASE = re.compile(r"(?:对于?|凡是?)[^,。;]{3,40}的,")
"""What shall be done in a case: 对两年不提提案的,按办法提醒约谈."""
_TOPIC = re.compile(r"(?:关于|对于?|针对|凡是?|遇到?|涉及|在)[^,。;:]{2,30}(?:问题|方面|工作|上|的|工地|企业|行为|单位|地区|[^,]),$")
_BARE = re.compile(rf"{_CONNECTIVE}*?(?:{alternation('directive_verbs')})")
_PREPOSITION = re.compile(
    r"(?:以|围绕|按照|通过|把|将|对|在|针对|关于|结合|根据|依托|立足|从|向|为|用|由|本着|对于|借助|利用|随着|与|同|于|既|把|深入|就)"
)
_ADDRESSEE_END = alternation("directive_addressees")
_ADDRESSEE = re.compile(
    rf"(?:(?!我们|大家)[^,。;:“”]){{0,38}}?(?:{_ADDRESSEE_END})(?:\([^()]{{1,12}}\))?(?=(?>都|也|还|更|既|一定|务必|首先|同时|今后|在[^,。;]{{1,16}}|今年|均|"
    r"一律|就|主动|切实|进一步|特别是?|必须|全部|始终|继续|认真|积极|尽快|普遍|更加|深入|"
    r"真正|自觉)*+$)"
)
_ADVERBIAL = (
    r"每[旬周月天日季年半]|适时|定期|分别|逐[一家户项村校个]|[再各]|\d|在[^,。;]{1,14}(?:前|内|之前)|于[^,。;]{1,12}(?:前|内)"
    r"|对[^,。;]{2,24}(?:逐|全部|一律|再|开展|进行|实行)|会同|向[^,。;]{1,16}(?:延伸|报告|报送|倾斜)"
)
_ADDRESSED = re.compile(
    rf"(?:(?:各|全|广大|有关|相关|所有|每|[省市区县州旗盟乡镇村]直?(?:级|属)?)[^,。;:“”的]{{0,24}}?"
    rf"|[^,。;:“”的是了在]{{1,14}}?)(?:{_ADDRESSEE_END})"
    rf"(?=(?:{alternation('directive_addressed_verbs', 'directive_verbs')}|{_ADVERBIAL}))"
    r"(?![^,。;]*(?:已|(?<![为除])了(?!解)|正在|曾|同比|增长了?\d|达到?\d|高度重视|普遍))"
)
_CHARGED = re.compile(r"由[^,。;:]{2,24}(?:牵头|负责|组织|督办|实施|落实|督促|协调)")

_ASKED = re.compile(
    rf"希望((?:各|全|广大|有关|相关|所有)[^,。;:“”]{{0,20}}?(?:{_ADDRESSEE_END}))(?=要|能|们|[\u4e00-\u9fff])"
)
_STATES = re.compile(
    r"(?<![求凡还但论管都])是(?!否|非)|说明|证明|意味着|如果|若|倘若|只有|只要|因为|由于|之所以|既然|虽然|尽管|(?<![为除解明罢])了(?!解)|目的|才能|曾|的$|指出|强调|提出|要求"
    r"|^[^,]{0,6}[让使]|过去|往往|可能|已经|感到"
)
_STATED = re.compile(
    r"(?<![求凡还但论管都就特尤])是(?!否|非)|事关|关系到?[^,]{0,4}(?:全局|民生|发展|切身|群众|稳定|大局|成败|国计)|意义重大|取得了?|成为|得到了?|达到了|实现了|迈出|呈现|有了|"
    r"(?<![为除解明罢])了(?!解)|同比|存在|仍然|不够|不足|不到位|来之不易|离不开|表明|说明|体现了|具有|充满"
)
_QUOTES = re.compile(r"[^,。;]{0,14}总书记[^。;]{0,30}?(?:强调|指出|要求)[,:]")
_COMMENTS = re.compile(
    r"(?:既|也|不仅|不只|都|就|更|正)*(?:是(?!否)|事关|关系到?|意义|取得|离不开|对[^,]{1,20}(?:具有|意义))"
)
_PREFIX_OK = re.compile(
    r"(?:特别是|尤其是|重点是|关键是|首先是|核心是|当务之急是|首要任务是|(?:一|二|三|四|五|六|七|八)是|重中之重是|就是|更是|而是|一个是)$"
)
_AFTER_NOT_DEMAND = re.compile(
    r"[^,。;]{0,14}的[^,。;]{0,8}(?:任务|课题|问题|选择|责任|工作|关键|要求|事情|底线|红线|基础|前提|一环|考题)[,。;]?$"
)
_CLAUSE = re.compile(r"[^,。;:!?\n]*(?:[,:]|——)?")
_FORBIDS = re.compile(r"(?:严禁|禁止|不得|不准|杜绝|切忌|绝不|决不|不能|不可|切不可|不要)")
_SUGGESTS = re.compile(r"(?:希望|建议|可以|不妨|请)")


@dataclass(frozen=True, slots=True)
class Demand:
    """A segment's demand: where its head starts, whom it names, how strong it is, whether 要 or the like says it."""

    start: int
    addressees: tuple[Span, ...]
    modality: Modality
    explicit: bool


def find_demand(folded: str, segment: Span, *, bare: bool, opening: bool, urged: bool = False) -> Demand | None:
    """Return the demand of a segment.

    With `bare` a verb without 要 counts too (支持…), with `opening` 坚持…, 确保…, with `urged` 不能….
    """
    if _QUOTES.match(folded, segment.start, segment.end):
        return None
    clauses = [Span(*match.span()) for match in _CLAUSE.finditer(folded, segment.start, segment.end) if match.group()]
    addressees = tuple(found for clause in clauses for found in _addressees(folded, clause))
    for index, clause in enumerate(clauses):
        topical = index == 1 and (bare or opening) and _TOPIC.match(folded, *_ends(clauses[0])) is not None
        opens = topical or (opening and index == 0)
        start = _explicit(folded, clause, opens, _URGED if urged else _MODAL)
        if start is not None:
            return Demand(start, addressees, _modality(folded, Span(start, clause.end)), True)
    if bare and not _PAST.match(folded, segment.start, segment.end) and _is_bare(folded, clauses):
        return Demand(_skip_blank(folded, segment), addressees, _modality(folded, clauses[0]), False)
    return None


def _skip_blank(folded: str, segment: Span) -> int:
    start = segment.start
    while start < segment.end and folded[start] in " “":
        start += 1
    return start


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _explicit(folded: str, clause: Span, opens: bool, modals: re.Pattern[str]) -> int | None:
    """Return where the demand of a clause starts: its subject, 要, or an opening 坚持, 确保, 希望."""
    if (
        opens
        and _OPENING.match(folded, clause.start, clause.end)
        and not _STATED.search(folded, clause.start, clause.end)
    ):
        return _skip_blank(folded, clause)
    required = _REQUIRES.match(folded, clause.start, clause.end)
    if required:
        passed_on = _PASSED_ON.search(folded, required.end() - 2, clause.end)
        return passed_on.start() if passed_on else _skip_blank(folded, clause)
    for modal in modals.finditer(folded, clause.start, min(clause.end, clause.start + 70)):
        if _is_demand(folded, clause, modal):
            return _skip_blank(folded, clause)
    return None


def _is_demand(folded: str, clause: Span, modal: re.Match[str]) -> bool:
    """Leave out 这是我们必须完成的任务, 只有…才要…, 目的是要…."""
    if _AFTER_NOT_DEMAND.match(folded, modal.end(), clause.end):
        return False
    prefix = folded[clause.start : modal.start()]
    if prefix.rfind("《") > prefix.rfind("》"):
        return False
    if _ON_CONDITION.fullmatch(prefix):
        return True
    return _PREFIX_OK.search(prefix) is not None or _STATES.search(prefix) is None


def _is_bare(folded: str, clauses: list[Span]) -> bool:
    if not clauses or _STATED.search(folded, clauses[0].start, clauses[0].end):
        return False
    if len(clauses) > 1 and _COMMENTS.match(folded, clauses[1].start, clauses[1].end):
        return False
    first = clauses[0]
    if _CHARGED.match(folded, first.start, first.end) or any(
        _CHARGED.match(folded, clause.start, clause.end) for clause in clauses[1:2]
    ):
        return True
    if _BARE.match(folded, first.start, first.end) or _ADDRESSED.match(folded, first.start, first.end):
        return True
    if len(clauses) > 1 and _CASE.fullmatch(folded, first.start, first.end):
        return _STATED.search(folded, clauses[1].start, clauses[1].end) is None
    return _PREPOSITION.match(folded, first.start) is not None and any(
        _BARE.match(folded, clause.start, clause.end) for clause in clauses[1:3]
    )


def _addressees(folded: str, clause: Span) -> Iterator[Span]:
    """Yield to whom a clause speaks: 各街镇、各部门 in 各街镇、各部门要…, 广大干部 in 希望广大干部…."""
    asked = _ASKED.search(folded, clause.start, clause.end)
    if asked:
        yield Span(*asked.span(1))
        return
    modal = _MODAL.search(folded, clause.start, min(clause.end, clause.start + 60))
    if modal:
        prefix = _LEAD.match(folded, clause.start, modal.start())
        start = prefix.end() if prefix else clause.start
        named = _ADDRESSEE.match(folded, start, modal.start())
        if named and not _STATES.search(named.group()):
            yield Span(*named.span())
        return
    addressed = _ADDRESSED.match(folded, clause.start, clause.end)
    if addressed:
        yield Span(*addressed.span())


_LEAD = re.compile(rf"{_CONNECTIVE}*")


def _modality(folded: str, clause: Span) -> Modality:
    if _SUGGESTS.match(folded, clause.start, clause.end):
        return "should"
    return "must-not" if _FORBIDS.search(folded, clause.start, min(clause.end, clause.start + 12)) else "must"
