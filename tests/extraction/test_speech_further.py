"""Points without a noun, who approves and then asks, hopes that name the work, agendas that are proposed."""

import pytest

from tests.extraction.test_speech import top


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "方立群强调了三点:一要守好粮仓。夜里有人巡。二要备好沙袋。",
            [("方立群", "守好粮仓。夜里有人巡"), ("方立群", "备好沙袋")],
        ),
        ("方立群强调了三点经验,都很好。", []),
        ("方立群代表区考核组,就此次考核提出要求:要守好全区的粮仓。", [("方立群", "要守好全区的粮仓")]),
        ("会议原则通过《粮仓办法》,指出要守好全区的粮仓。", [("会议", "要守好全区的粮仓")]),
        ("某镇通过《粮仓办法》的经验指出要害所在。", []),
        (
            "方立群讲了话,希望云岭做好粮仓建设的申报工作,争取早日开工。",
            [("方立群", "希望云岭做好粮仓建设的申报工作")],
        ),
        ("方立群提出希望,要守好全区的粮仓。", [("方立群", "要守好全区的粮仓")]),
        ("会议建议,这次会议的主要议程是:审议粮仓条例;听取粮仓工作的报告。", []),
        ("会议建议,第三十一次会议审议粮仓条例。", []),
        ("会议建议,各镇要把粮仓条例列入议程。", [("会议", "各镇要把粮仓条例列入议程")]),
    ],
)
def test_where_demands_begin(source: str, expected: list[tuple[str, str]]) -> None:
    assert top(source) == expected
