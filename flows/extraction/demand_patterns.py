"""The wording of demands as regular expressions: 要, 必须, bare verbs, to whom, and what only looks like one.

Goes in: the lexicons of verbs and addressees. Comes out: patterns for `demands`, which knows how they work together.
"""

import re

from flows.extraction.lexicon import terms
from flows.extraction.patterns import alternation

# What may not stand before a word is said behind it: Python looks for a first character far faster than for a place.
WANT = (
    r"要(?<![需主重首纪只若摘概提必紧扼简想快索将纲]要)"
    r"(?!求(?!真|新|实|精|进|变|突破|同存异|稳|深|细|快|严|效)|素|点(?!面|燃|亮|对|准|出)|害|件(?!件)|塞|津|旨|挟"
    r"|闻(?![令汛警风讯鸡])|员(?!工)|地(?![毯方企质市])|道(?!路)|领(?![会导悟航着先])|义(?![无不])|案(?!件)|目(?![标光中])|职(?![责能])|约(?!谈|束)"
    r"|价(?!格)|数(?![字据智])|管党|复兴|$|紧(?![盯扣抓跟贴密紧绷急握扭围守])|么|是|不是|不然|务(?!实|必)|的是|说|(?:清醒|清楚)?地?(?:看到|认识到))"
)
MUST = (
    r"必须(?!(?:清醒|清楚)?地?看到)|务必|务求|应当|应该|应(?!(?:清醒地)?认识到)(?<![供反适响相对感回效照策呼顺答因接报]应)(?![约急对用变届邀运聘试付答收景力该允战诉有尽接备声县城])|须(?<![必色龙胡贵莫]须)(?![知弥臾江镇乡县])"
    r"|需(?<![内外所必刚军供特仍尚仅只无急亟]需)(?![要求])|不得(?<![来松拖等慢急少怠歇停缓]不得)(?!$|[不已,。;]|半点)|不准(?<![握摸看说吃拿把找]不准)(?!$|[确备,。;])|严禁|禁止|绝不(?<!中[方国]绝不)(?!答应|会|是)|决不(?<!中[方国]决不)(?!答应|会|是)|切忌|切不可|杜绝|一律(?!平等)"
)
MODAL = re.compile(rf"{WANT}|{MUST}")
_BUT = r"(?!不|够|说|忽视|缺少|替代|或缺|分割|持续|避免|逆转|阻挡|磨灭|动摇的?[,。;])"
URGED = re.compile(
    rf"{MODAL.pattern}|不能(?<![能都]不能)(?<!再.不能){_BUT}|不可(?<![能都]不可)(?<!再.不可){_BUT}|不容(?!乐观|忽视|置疑|小觑|易|否认)"
)
"""After 强调 also 不能…: 强调,执法检查不能走过场."""
CONNECTIVE = (
    r"(?:[“\s]|同时|此外|另外|其次|再次|最后|还|也|又|并且?|而且|更|尤其是?|特别是?|与此同时|为此|因此|所以|对此|下一步|下步|接下来"
    r"|当前|目前|今后|首先|首要的?是|重点是|关键是|关键在于|核心是|希望|一方面|另一方面|一定|今年|明年|会后|今天|明天|要)"
)
OPENING = re.compile(
    rf"{CONNECTIVE}*?,?(?:坚持|确保|坚决|力争|切实|严禁|杜绝|务必|务求|必须|希望(?![与和的])|请(?!示|求|假)|力戒|谨防|严防|切忌|力求|不得|不准|禁止|严格)"
)
EXPLICIT = re.compile(rf"{MODAL.pattern}|希望|请|确保")
_ALSO, _REQUIRE, _HOPE = ("并", "现场", "当场", "同时", "也", "还"), ("要求", "责令", "督促", "叮嘱", "嘱咐"), "希望"
REQUIRES = re.compile(rf"(?:{'|'.join(_ALSO)})*(?:(?:{'|'.join(_REQUIRE)})(?![高严更越不是的,。;和及]))[^,。;]{{2}}")
HOPES = re.compile(rf"(?:并|同时|也|还)*{_HOPE}(?![的与和,。;])[^,。;]{{2}}")
CALLS = frozenset(word[0] for word in (*_ALSO, *_REQUIRE, _HOPE))
"""One of these begins each clause that `REQUIRES` or `HOPES` matches."""
PASSED_ON = re.compile(rf"{WANT}|必须|务必")
"""叮嘱随行人员【要】把管线再检修一遍."""
PAST = re.compile(
    r"[“ ]*(?:只要|如果|若|倘若|由于|因为|尽管|虽然|随着|只有"
    r"|近年来|去年|前年|上半年|前[一二三四]?季度|此前|前不久|目前已|[^,。;]{1,16}(?:以来|年来),|[^,。;]{2,10}发现,)"
)
ON_CONDITION = re.compile(
    r"[^,。;]*(?:不|未|没|对|凡|需|能|有)[^,。;的]{1,24}的(?:[^,。;的]{2,10})?|[^,。;]{0,8}(?:出了|发生了|出现了)[^,。;的]{1,8}"
)
"""What the demand is for: 一时改不了的【要】列出时间表, 对虚报瞒报的单位【必须】问责."""
CASE = re.compile(r"(?:对于?|凡是?)[^,。;]{3,40}的,")
"""What shall be done in a case: 对两年不提提案的,按办法提醒约谈."""
TOPIC = re.compile(r"(?:关于|对于?|针对|凡是?|遇到?|涉及|在)[^,。;:]{3,32},$")
BARE = re.compile(rf"{CONNECTIVE}*?(?:{alternation('directive_verbs')})")
PREPOSITION = re.compile(
    r"(?:以|围绕|按照|通过|把|将|对|在|针对|关于|结合|根据|依托|立足|从|向|为|用|由|本着|对于|借助|利用|随着|与|同|于|既|把|深入|就)"
)
ADDRESSEE_END = alternation("directive_addressees")
ADDRESSEE = re.compile(
    rf"(?:(?!我们|大家)[^,。;:“”]){{0,38}}?(?:{ADDRESSEE_END})(?:\([^()]{{1,12}}\))?(?=(?>都|也|还|更|既|一定|务必|首先|同时|今后|在[^,。;]{{1,16}}|今年|均|"
    r"一律|就|主动|切实|进一步|特别是?|必须|全部|始终|继续|认真|积极|尽快|普遍|更加|深入|"
    r"真正|自觉)*+$)"
)
ADVERBIAL = (
    r"每[旬周月天日季年半]|适时|定期|分别|逐[一家户项村校个]|[再各]|\d|在[^,。;]{1,14}(?:前|内|之前)|于[^,。;]{1,12}(?:前|内)"
    r"|对[^,。;]{2,24}(?:逐|全部|一律|再|开展|进行|实行)|会同|向[^,。;]{1,16}(?:延伸|报告|报送|倾斜)"
)
DONE = r"(?![^,。;]*(?:已|(?<![为除])了(?!解)|正在|曾|同比|增长了?\d|达到?\d|高度重视|普遍))"
ACTS = rf"(?={alternation('directive_addressed_verbs', 'directive_verbs')}|{ADVERBIAL}){DONE}"
_AT_WORK = ("机关", "部门", "单位", "机构", "指挥部", "专班", "乡镇", "镇街", "街道", "干部", "党员",
            "办公室", "负责人")  # fmt: skip
_ADDRESSED_BY = {*terms("directive_addressees"), *_AT_WORK}
CAN_BE_ADDRESSED = re.compile(
    "|".join(sorted(end for end in _ADDRESSED_BY if not any(other in end for other in _ADDRESSED_BY - {end})))
)
"""One of these stands in each clause that `ADDRESSED` matches."""
ADDRESSED = re.compile(
    rf"(?:(?:各|全|广大|有关|相关|所有|每)[^,。;:“”的]{{0,24}}?(?:{ADDRESSEE_END}){ACTS}"
    rf"|[^,。;:“”的是了在]{{1,14}}?(?:{ADDRESSEE_END})(?={alternation('directive_addressed_verbs')}){DONE}"
    rf"|[^,。;:“”的是了在]{{0,12}}?(?:{'|'.join(_AT_WORK)}){ACTS})"
)
BODY_ACTS = re.compile(rf"(?:班子|党组|机关|全体|主要负责人|负责人|干部|牵头单位)?{ACTS}")
CHARGED = re.compile(r"由[^,。;:]{2,24}(?:牵头|负责|组织|督办|实施|落实|督促|协调)")

ASKED = re.compile(
    rf"希望((?:各|全|广大|有关|相关|所有)[^,。;:“”]{{0,20}}?(?:{ADDRESSEE_END}))(?=要|能|们|[\u4e00-\u9fff])"
)
STATES = re.compile(
    r"(?<![求凡还但论管都])是(?!否|非)|说明|证明|意味着|如果|若|倘若|只有|只要|因为|由于|之所以|既然|虽然|尽管|(?<![为除解明罢])了(?!解)|目的|才能|曾|的$|承诺|指出|强调|提出|要求"
    r"|^[^,]{0,6}[让使]|过去|往往|可能|已经|感到"
)
ACHIEVED = re.compile(
    r"(?:取得|完成|实现|得到|达到|形成|作出|做出|做|体现|表明|彰显|付出|打下|奠定|迈出|发挥|积累|开创|开辟|赢得|创造|收到)了"
)
"""What has been done, in any clause: 各镇按照县委部署,明确责任,较好地【完成了】任务."""
STATED = re.compile(
    r"(?<![求凡还但论管就特尤])是(?!否|非)|事关|一头连着|关系到?[^,]{0,8}(?:全局|民生|发展|切身|群众|稳定|大局|成败|国计)|意义重大|取得了?|成为|得到了?|达到了|实现了|迈出|呈现|有了|"
    r"(?<![为除解明罢])了(?!解)|同比|存在|仍然|不够|不足|不到位|来之不易|离不开|表明|说明|体现了|具有|充满|(?:重点|范围|内容|对象|任务)(?:包括|主要|有)"
    r"|就是(?![要让把])|越[^,。;越]{1,10},?[^,。;越]{1,6}越|没有[^,。;]{0,5}(?:余地|退路|捷径|终点|例外|旁观者|局外人|休止符)"
)
SEES = re.compile(r"(?:同时|但|也|还|更|必须|要|应该?|我们)*(?:清醒|清楚)?地?(?:看到|认识到)")
QUOTED = "总书记"
QUOTES = re.compile(rf"(?:(?!要|必须|学习|贯彻|落实)[^,。;]){{0,14}}{QUOTED}[^,。;]{{0,30}}?(?:强调|指出|要求)[,:]")
COMMENTS = re.compile(
    r"(?:既|也|不仅|不只|都|就|更|正)*(?:是(?!否)|事关|关系到?|意义|取得|离不开|对[^,]{1,20}(?:具有|意义)|关键在|目的是|将?有利于|将?有助于|将有力"
    r"|(?:责任|任务|使命|压力|挑战|机遇)(?:十分|非常|更加|也|都)?(?:重大|艰巨|光荣|繁重|前所未有)|[他她](?!们))"
)
"""What a clause without 要 is said to be: 严格规范收费,【是优化营商环境的重要举措】."""
ASKS_OF = re.compile(r"(?<![面方走去导意趋动志一])向[^,。;、]{1,14}$")
"""向科技【要】产量: what is got, not what must be done."""
PREFIX_OK = re.compile(
    r"(?:特别是|尤其是|重点是|关键是|首先是|核心是|当务之急是|首要任务是|(?:一|二|三|四|五|六|七|八)是|重中之重是|(?<!目的)就是|更是|而是|一个是)$"
)
AFTER_NOT_DEMAND = re.compile(
    r"[^,。;、“”]{1,10}、[^,。;、“”]{1,10}要[^,。;“”]{1,16}的(?:总体|明确|重要)?要求"
    r"|(?!对照|把握|落实|围绕|明确|抓好|深刻|准确|牢记|扛|担|承担|肩负|履行|压实|完成好)[^,。;]{0,5}的[^,。;]{0,6}(?:任务|课题|问题|选择|责任|工作|关键|要求|事情|底线|红线|基础|前提|一环|考题)[,。;]?$"
)
"""要 inside what is quoted or named: 落实水要清、岸【要】绿、路要畅的要求; 这是我们必须完成的任务."""
CLAUSE = re.compile(r"[^,。;:!?\n]+[,:]?|[,:]")
FORBIDS = re.compile(r"(?:严禁|禁止|不得|不准|杜绝|切忌|绝不|决不|不能|不可|切不可|不要)")
SUGGESTS = re.compile(r"(?:希望|建议|可以|不妨|请)")
LEAD = re.compile(rf"(?:要求|责令|督促|由|{CONNECTIVE})*")
