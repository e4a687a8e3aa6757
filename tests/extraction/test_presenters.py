"""Who presents an item of the agenda: bodies that report, and the person whose verb begins the item."""

from flows.articles.parsing import parse
from flows.extraction.extract import extract
from flows.extraction.facts import Facts

ARTICLE = """新都区召开防汛工作会议
发布时间:2031-06-10 10:00:00
6月9日,区防汛指挥部召开防汛工作会议。区委书记王大明主持会议。副区长李小四参加会议并部署防汛工作。会议审议了《新都区防汛工作应急预案》。
来源:新都资讯
"""


def facts() -> Facts:
    return extract(parse(ARTICLE.encode(), name="a.txt"))


def test_the_person_whose_verb_begins_the_item_presents_it() -> None:
    names = {person.id: person.name for person in facts().people}
    presented = {
        (item.action, item.label, names[presenter])
        for meeting in facts().meetings
        for item in meeting.agenda
        for presenter in item.presenters
    }
    assert presented == {("deploy", "防汛工作", "李小四")}
