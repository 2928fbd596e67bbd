"""Documents read in another process: what it says comes back, and when it dies or dawdles the limit is named."""

from dataclasses import replace

import msgspec
import pytest

from auditor.crawl.documents import read_document
from auditor.model.attachment import Attachment, State
from auditor.model.limits import Limits
from demo import files

LIMITS = Limits()
LONG = files.pdf(*["现将有关事项通知如下。\n" * 30] * 60)


def read(data: bytes, limits: Limits = LIMITS) -> Attachment:
    return msgspec.json.decode(read_document(data, limits), type=Attachment)


def test_what_a_document_says_comes_back() -> None:
    found = read(files.docx("各单位要认真部署。"))
    assert (found.kind, found.state, found.text) == ("docx", State.READ, "各单位要认真部署。")


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (replace(LIMITS, attachment_seconds=0.05), "attachment_seconds"),
        (replace(LIMITS, attachment_memory=40 << 20), "attachment_memory"),
    ],
)
def test_a_process_that_is_given_up_names_its_limit(limits: Limits, limit: str) -> None:
    found = read(LONG, limits)
    assert (found.state, found.limit, found.text) == (State.CUT, limit, "")
    assert found.size == len(LONG) and len(found.sha256) == 64


def test_a_process_that_computes_too_long_is_ended() -> None:
    page = "现将有关事项通知如下。\n" * 60
    found = read(files.pdf(*[page] * 900), replace(LIMITS, attachment_cpu_seconds=1.0))
    assert (found.state, found.limit) == (State.CUT, "attachment_cpu_seconds")
