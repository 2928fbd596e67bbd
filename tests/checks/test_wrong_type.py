import pytest

from auditor.checks.links.wrong_type import judge as check
from auditor.model.link import TargetKind


def received(make, path, sniffed, **facts):
    url = make.home + path
    extra = {name: facts.pop(name) for name in ("kind", "internal") if name in facts}
    return make.target(
        url, make.hop(url, (make.attempt(sniffed=sniffed, **facts),)), **{"kind": TargetKind.ASSET, **extra}
    )


@pytest.mark.parametrize("content_type", ["text/html", "application/pdf", ""])
def test_attachment_that_is_a_web_page_fails_whatever_its_header_says(make, content_type):
    subject = received(make, "fj/plan.pdf", "html", content_type=content_type)
    assert make.judged(check, subject) == [("fail", "attachment-is-html", "certain")]


def test_attachment_redirected_to_a_page_fails(make):
    url, end = make.home + "a.docx", make.home + "login.html"
    subject = make.target(
        url, make.hop(url, (make.attempt(302),)), make.hop(end, (make.attempt(sniffed="html"),)), kind=TargetKind.ASSET
    )
    assert make.judged(check, subject)[0][:2] == ("fail", "attachment-is-html")


def test_spreadsheet_exported_as_html_is_for_a_person(make):
    subject = received(make, "a.xls", "html", content_type="application/vnd.ms-excel")
    assert make.judged(check, subject)[0][0] == "review"


def test_header_alone_accuses_only_a_whole_answer(make):
    assert make.judged(check, received(make, "a.zip", "", method="HEAD", content_type="text/html"))[0][0] == "review"
    assert make.judged(check, received(make, "a.zip", "", content_type="text/html"))[0][0] == "fail"


@pytest.mark.parametrize(
    ("path", "sniffed", "content_type"),
    [
        ("a.pdf", "pdf", "text/html"), ("a.docx", "zip", "application/octet-stream"), ("a.xls", "ole", ""), ("a.wps", "binary", ""),
        ("a.txt", "html", "text/plain"), ("a.jpg", "gif", "image/jpeg"), ("a.png", "png", "text/plain"), ("a.webp", "webp", ""),
        ("a.svg", "text", "image/svg+xml"), ("a.svg", "svg", ""), ("a.avif", "binary", ""), ("a.jpg", "", "image/jpeg"),
    ],
)  # fmt: skip
def test_right_bytes_pass_whatever_the_header_or_suffix_says(make, path, sniffed, content_type):
    assert make.judged(check, received(make, path, sniffed, content_type=content_type), make.untouched)[0][0] == "pass"


@pytest.mark.parametrize("sniffed", ["html", "text", "pdf"])
def test_image_that_is_none_fails(make, sniffed):
    assert make.judged(check, received(make, "a.jpg", sniffed, content_type="image/jpeg"))[0] == (
        "fail",
        "image-not-image",
        "certain",
    )


def test_image_by_its_tag_alone(make):
    subject = received(make, "show?id=3", "html", kind=TargetKind.EXTERNAL, internal=False)
    assert make.judged(check, subject, [make.link(tag="img", attr="src")])[0][:2] == ("fail", "image-not-image")
    assert make.judged(check, subject, [make.link(tag="img", attr="src"), make.link()])[0][0] == "na"


def test_empty_file_fails(make):
    assert make.judged(check, received(make, "a.pdf", "empty"))[0][:2] == ("fail", "empty-file")
    assert make.judged(check, received(make, "a.png", "empty"))[0][:2] == ("fail", "empty-file")


def test_pages_are_not_asked_and_their_links_not_read(make):
    subject = received(make, "a.html", "html", kind=TargetKind.PAGE)
    assert make.judged(check, subject, make.untouched)[0][0] == "na"


def test_behind_a_wall_is_not_measured_and_dead_is_not_our_question(make):
    assert make.judged(check, make.walled(make.home + "a.pdf"))[0][:2] == ("unmeasured", "wall")
    assert make.judged(check, make.gone(make.home + "a.pdf"))[0][0] == "na"
    assert make.judged(check, make.walled(make.home + "a.html"))[0][0] == "na"


def test_bytes_seen_once_outweigh_a_later_answer_without_bytes(make):
    url = make.home + "a.pdf"
    attempts = (
        make.attempt(sniffed="pdf", method="RANGE"),
        make.attempt(content_type="text/html", method="HEAD", phase=1),
    )
    assert make.judged(check, make.target(url, make.hop(url, attempts), kind=TargetKind.ASSET))[0][0] == "pass"
