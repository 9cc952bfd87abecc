"""Lists of issues are grouped by topic where the issues have one."""

from __future__ import annotations

from stickingpoints.model import order
from stickingpoints.model.addresses import Site
from stickingpoints.model.records import Dataset
from stickingpoints.site.content import Content
from stickingpoints.site.pages import pages


def with_topics(dataset: Dataset, *topics: str | None) -> Dataset:
    """Return a dataset whose first issues have these topics."""
    issues = list(dataset.issues)
    for number, topic in enumerate(topics):
        issues[number] = issues[number].model_copy(update={"topic": topic})
    return dataset.model_copy(update={"issues": issues})


def test_topics_and_issues_keep_the_order_of_the_data(dataset: Dataset) -> None:
    """An issue joins the others of its topic; those without one come last."""
    three = dataset.model_copy(update={"issues": dataset.issues[:4]})
    grouped = with_topics(three, "Water", None, "Money", "Water")
    first, second, third, fourth = (issue.id for issue in dataset.issues[:4])
    assert [issue.id for issue in order.issues(grouped)] == [first, fourth, third, second]
    assert order.topic_headings(grouped, "Others") == {
        first: "Water",
        third: "Money",
        second: "Others",
    }


def test_without_topics_nothing_is_grouped(dataset: Dataset) -> None:
    """There is no heading, and every issue is where the data has it."""
    assert order.issues(dataset) == dataset.issues
    assert order.topic_headings(dataset, "Others") == {}
    assert 'class="topic"' not in pages(Content(dataset, Site("Talks")))["compare/"].html


def test_a_topic_is_shown_where_its_issues_begin(dataset: Dataset) -> None:
    """On the home page, in the lists of issues, and on the page of an issue."""
    issue = dataset.issues[0]
    shown = pages(Content(with_topics(dataset, "Water & <money>"), Site("Talks")))
    for address in ("issues/", "compare/", f"issues/{issue.id}/"):
        html = shown[address].html
        assert html.count("Water &amp; &lt;money&gt;") == 1
        assert html.index("Water &amp;") < html.index(issue.question)
