"""The comment on a pull request: how much it holds, and that data in it is nothing but text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import plain_yaml
from diff.repository import BASE
from stickingpoints.diff.as_markdown import LIMIT
from stickingpoints.diff.as_markdown import render as markdown
from stickingpoints.diff.change import Change, Group, Report, Row
from stickingpoints.diff.reports import render, report
from stickingpoints.text.markdown import escaped

HOSTILE = (
    "</details><script>alert(1)</script> <img src=x onerror=y> <!-- --> &lt;b&gt; &#64;x",
    "@octocat @org/team user@example.org @@a",
    (
        "&#64;octocat &#064;octocat &#64octocat &commat;octocat &#x40;octocat &#X0040;octocat "
        "&amp;#64;octocat &lowbar;a&lowbar; &#35;1"
    ),
    (
        "[x](https://evil.example) ![i](https://evil.example/p.png) [ref]: https://evil.example "
        "[^1] [x][ref]"
    ),
    (
        "https://evil.example http://evil.example www.evil.example WWW.evil.example "
        "ftp://evil.example <https://evil.example>"
    ),
    "#1 GH-1 gh-1 owner/repo#2 5fd3b8c1a2 5fd3b8c1a2b3c4d5e6f708192a3b4c5d6e7f8091",
    "``` ~~~ `x` | a | b || \\| \\",
    "*b* **s** _i_ __u__ ~~s~~ ** $x$ $$y$$ \\*n\\* :smile: :100: a:b:c",
    "one\n\n# heading\n\n- list\n\n> quote\n\n```\ncode\n```\n\n---\n\n| a |\n|---|\n| b |",
)
_LINKED = re.compile(
    r"""
    (?:^|\W)@[a-z0-9]         # @octocat
    | (?:^|\W)\#\d            # #1
    | \w\#\d                  # owner/repo#1
    | https?://               # https://evil.example
    | ftp://                  # ftp://evil.example
    | www\.                   # www.evil.example
    | \bgh-\d                 # GH-1
    | :[a-z+-][\w+-]*:        # :smile:
    | :100:
    | \b[0-9a-f]{7,64}\b      # 5fd3b8c1a2, a commit
    | \w@\w                   # user@example.org
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What a forge turns into mentions, links and pictures in the text that it shows."""


def tokens(text: str) -> list[Token]:
    """Return what a forge's Markdown makes of a text, HTML allowed."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens: list[Token] = []
    for block in parser.parse(text):
        tokens += [block, *(block.children or [])]
    return tokens


def texts(tokens: list[Token]) -> list[str]:
    """Return the pieces of text among the tokens."""
    return [token.content for token in tokens if token.type == "text"]


def changed(folder: Path, put: Any) -> Report:
    """Return the report of a change to the base dataset: `put` edits its plain values."""
    data = plain_yaml.load((BASE / "issues.yaml").read_text("utf-8"))
    put(data)
    (folder / "data").mkdir()
    (folder / "data" / "all.yaml").write_text(plain_yaml.dump(data), "utf-8")
    return report(str(BASE), str(folder), folder / "data")


def with_words(words: str) -> Any:
    """Return an edit that puts words wherever data can hold some."""

    def put(data: dict[str, Any]) -> None:
        issue, party = data["issues"][0], data["parties"][0]
        issue |= {
            "title": words[:60],
            "question": words,
            "summary": words,
            "corrections": [{"date": "2031-05-01", "summary": words}],
        }
        issue["scale"]["points"][0]["label"] = words[:60]
        issue["positions"][0]["summary"] = words
        statement = issue["positions"][0]["statements"][0]
        statement |= {
            "summary": words,
            "stated_by": words,
            "caveat": words,
            "withdrawn": {"date": "2031-05-01", "reason": words},
        }
        statement["citations"][0]["quote"] = words
        party |= {"name": words, "short": words[:6], "role": words}
        data["sources"][0] |= {"title": words, "publisher": words}
        data["events"].append(
            {
                "id": "new",
                "date": "2031-05-01",
                "title": words,
                "outcome": words,
                "citations": [{"source": "sel-herald"}],
            }
        )
        data |= {"title": words, "licence": words, "as_of": "2031-05-21"}

    return put


@pytest.mark.no_cover
@pytest.mark.parametrize("words", HOSTILE)
def test_data_is_text_and_nothing_else(words: str, tmp_path: Path) -> None:
    """No HTML, link, mention, code, heading or table of its own.

    The text still reads as it was written.
    """
    compared = changed(tmp_path, with_words(words))
    text = render(compared, "markdown")
    seen = tokens(text)
    allowed = {
        "heading",
        "paragraph",
        "bullet_list",
        "list_item",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "strong",
        "s",
        "text",
        "inline",
        "softbreak",
    }
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in seen} <= allowed
    assert sum(token.type == "heading_open" for token in seen) == 1 + len(
        compared.groups(compared.changes)
    )
    assert not any(_LINKED.search(text) for text in texts(seen))
    read = "".join(texts(seen)).replace("\u200b", "")
    assert read.count(" ".join(words.split())) >= 5
    assert "<" not in text.replace("\\<", "") and "$" not in text


def test_hostile_names_of_revisions() -> None:
    """A branch of a fork may be called anything that git allows."""
    text = markdown(Report("@octocat/www.evil.example", "#1", notes=("The data of @octocat",)))
    assert not any(_LINKED.search(shown) for shown in texts(tokens(text)))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_words_in_the_data_command_no_runner(tmp_path: Path, form: str) -> None:
    """GitHub's obeys `##[…]` anywhere in what a job prints, `::…::` where a line begins."""
    said = "Water for all.\n::error::one ##[error]two"
    printed = render(changed(tmp_path, with_words(said)), form)
    assert "error" in printed
    assert "##[" not in printed
    assert not any(line.lstrip().startswith("::") for line in printed.splitlines())


def test_a_short_comment_is_whole(tmp_path: Path) -> None:
    """Where everything fits nothing is said to be left out."""
    text = render(changed(tmp_path, with_words("New words.")), "markdown")
    assert "Left out" not in text
    assert "⚠️ withdrawn (statement 2031-03-02): 2031-05-01: New words." in text


def test_nothing_changed(tmp_path: Path) -> None:
    """That nothing changed in meaning is said."""
    assert render(changed(tmp_path, lambda _: None), "markdown").endswith(": nothing.\n")


def statements(number: int) -> Any:
    """Return an edit that adds many statements, and alters one quote."""

    def put(data: dict[str, Any]) -> None:
        position = data["issues"][0]["positions"][0]
        position["statements"][0]["citations"][0]["quote"] = "Our dams are for sale."
        for count in range(number):
            position["statements"].append(
                {
                    "date": "2030-01-01",
                    "key": f"k{count}",
                    "summary": f"The {count}th saying. " + "It went on & on. " * (count % 40),
                    "stance": "rejects",
                    "attribution": "on-record",
                    "stated_by": "Minister",
                    "citations": [{"source": "sel-herald"}],
                }
            )

    return put


@pytest.mark.no_cover
def test_cut_by_whole_records(tmp_path: Path) -> None:
    """A comment stays below the limit and counts what it leaves out.

    It holds the riskiest records, and only whole ones.
    """
    text = render(changed(tmp_path, statements(600)), "markdown")
    assert len(text) <= LIMIT
    shown = [line for line in text.splitlines() if line.startswith("- ")]
    assert shown[0].startswith("- ⚠️ quote altered")
    assert all(line.endswith(r"\[sel-herald\]") for line in shown[1:])
    assert "From" in text and "**1 to look at first, 600 additions**" in text
    left_out = 601 - len(shown)
    assert text.endswith(
        f"*Left out, because a comment has no room for more: {left_out} changes "
        f"({left_out} additions).* `stickingpoints diff` *shows all.*\n"
    )
    assert left_out > 100


@pytest.mark.parametrize("limit", [700, 1000, 2000, 5000])
def test_any_limit_is_kept(tmp_path: Path, limit: int) -> None:
    """However small the limit, it is kept, and what is shown and what is left out add up."""
    text = markdown(changed(tmp_path, statements(50)), limit)
    assert len(text) <= limit
    left_out = re.search(r"more: (\d+) change", text)
    assert left_out
    assert len(re.findall(r"^- ", text, re.MULTILINE)) + int(left_out[1]) == 51


def test_a_comment_is_filled_to_the_last_character() -> None:
    """Headings and the row of the comparison count once.

    300 characters are kept free for the line on what is left out.
    """
    group = Group("issue", "gauges")
    changes = [
        Change("wording", group, "arvenia", "summary", now=f"The gauges of {river}.")
        for river in ("the Sel", "the Bre", "the Arve")
    ]
    compared = Report(
        "main",
        "edit",
        tuple(changes),
        {"gauges": Row((("Status", "agreed", "disputed"),))},
        titles={group: "Issue Gauges"},
        parties={"arvenia": "Republic of Arvenia"},
    )
    whole = markdown(compared)
    assert whole.count("Republic of Arvenia") == 1
    assert markdown(compared, len(whole) + 300) == whole
    assert "Left out" in markdown(compared, len(whole) + 299)


def test_what_is_about_no_party_has_no_heading_of_one(tmp_path: Path) -> None:
    """Only beside the parties of an issue is it said that a change is about the whole of it."""

    def put(data: dict[str, Any]) -> None:
        data["sources"][0]["url"] = "https://arvenia.example/dams"
        data["issues"][0]["title"] = "The summer share"
        data["issues"][1]["title"] = "The gauges"
        data["issues"][1]["positions"][0]["looked_in"] = "Notes of the government."

    lines = render(changed(tmp_path, put), "markdown").replace("\\", "").splitlines()
    assert [line for line in lines if line.startswith(("#", "**"))] == [
        "### What changes in meaning",
        "#### Source arvenia-note",
        "#### Issue The gauges",
        "**Republic of Arvenia**",
        "**The issue as a whole**",
        "#### Issue The summer share",
    ]


def test_short_texts_are_on_one_line_and_others_below_each_other() -> None:
    """40 characters are short, 41 are not."""
    group = Group("issue", "gauges")
    changes = (
        Change("wording", group, was=f"The {'g' * 32}.", now=f"The {'h' * 35}."),
        Change("wording", group, was=f"The {'g' * 32}.", now=f"The {'h' * 36}."),
    )
    text = markdown(Report("main", "edit", changes, titles={group: "Issue Gauges"}))
    assert text.partition("#### Issue Gauges\n\n")[2] == (
        f"- 💬 wording: The ~~{'g' * 32}.~~ → The **{'h' * 35}.**\n"
        "- 💬 wording\n"
        f"  - was: The ~~{'g' * 32}.~~\n"
        f"  - now: The **{'h' * 36}.**\n"
    )


@pytest.mark.parametrize(("length", "told"), [(2000, ""), (2001, " … (1 more characters)")])
def test_what_is_cut_off_a_text_is_counted(length: int, told: str) -> None:
    changes = (Change("source-added", Group("source", "a"), now="x" * length),)
    text = markdown(Report("main", "edit", changes, titles={Group("source", "a"): "Source a"}))
    assert text.endswith(f"➕ source added: {'x' * 2000}{told}\n")


def test_one_endless_text_does_not_push_out_the_others() -> None:
    """A text of the greatest length is cut short and says so.

    One that consists of marks alone cannot fill the comment.
    """
    changes = (
        Change("issue-removed", Group("issue", "a"), was="&" * 20_000),
        Change("source-added", Group("source", "b"), now="Minutes"),
    )
    titles = {Group("issue", "a"): "Issue A", Group("source", "b"): "Source b"}
    text = markdown(Report("main", "edit", changes, titles=titles))
    assert "… (18000 more characters)" in text
    assert "➕ source added: Minutes" in text
    assert len(text) < LIMIT


def test_broken_data_in_little_room() -> None:
    """A folder of broken files does not overrun the comment either."""
    from stickingpoints.problems import Place, Problem

    broken = tuple(
        Problem(Place("data/a.yaml", line, 1, line), "broken-yaml", "", "@octocat " * 100)
        for line in range(1, 500)
    )
    text = markdown(Report("main", "edit", broken=broken))
    assert len(text) <= LIMIT
    assert re.search(r"\*\d+ more are left out\.\*\n$", text)
    assert "@o" not in text


@pytest.mark.parametrize("length", [1, 10, 100])
def test_broken_data_keeps_to_any_limit(length: int) -> None:
    """One problem more would not fit; each takes 70 characters and the words of its message."""
    from stickingpoints.problems import Place, Problem

    place = Place("data/a.yaml", 1, 1, 1)
    broken = (Problem(place, "broken-yaml", "", "word " * length),) * 500
    text = markdown(Report("main", "edit", broken=broken), 2_000)
    longest = max(map(len, text.splitlines()))
    assert 2_000 - 100 - longest <= len(text) <= 2_000
    assert text.count("broken-yaml") + int(text.split("*")[-2].split()[0]) == 500


def test_the_row_of_the_comparison_is_a_table(tmp_path: Path) -> None:
    """As many cells in each line, those below the heading too."""

    def put(data: dict[str, Any]) -> None:
        data["issues"][0]["positions"][0]["stance"] = "accepts"

    lines = render(changed(tmp_path, put), "markdown").splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert [line.count("|") for line in table] == [6, 6, 6, 6]
    assert table[:2] == ["| Comparison | Status | AR | BR | CV |", "|---|---|---|---|---|"]
    assert [line.split(" ")[1] for line in table[2:]] == ["was", "now"]


def test_ordinary_text_reads_as_written() -> None:
    """Ordinary words, quotation marks and dates come out of the forge as they were written."""
    ordinary = (
        "On 2031-05-02 the minister (of Water) said: “No limit” – 40 % of it, not more; that's all."
    )
    assert "".join(texts(tokens(escaped(ordinary)))) == ordinary
