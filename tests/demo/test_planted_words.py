"""What the truth says of words, personal data, secrecy and documents is really served, and is what it says it is."""

import re
from urllib.parse import urljoin

import pytest

from auditor.documents.read import read
from auditor.html.prose import prose
from auditor.model.attachment import State
from auditor.model.limits import Limits
from auditor.text.privacy import is_identity, personal
from auditor.text.secrecy import secrecy_mark
from demo import tree, truth
from demo.hosts import pages_of, target_of
from demo.papers import PAPERS

WORDS, FILES = truth.load("words"), truth.load("attachments")
NUMBER = re.compile(r"\d{17}[\dX]")


def named(plant):
    return plant.id


@pytest.mark.parametrize("plant", [plant for plant in WORDS.plants if plant.markup], ids=named)
def test_what_is_planted_stands_on_its_page(plant, pages):
    text = prose(pages[pages_of(plant)[0]]).text
    for piece in plant.markup:
        assert all(line in text for line in prose(piece.html).text.splitlines() if line.strip())


@pytest.mark.parametrize("plant", WORDS.plants, ids=named)
def test_marks_of_secrecy_stand_where_the_truth_says_and_nowhere_else(plant, pages):
    for page in pages_of(plant):
        assert bool(secrecy_mark(prose(pages[page]).text)) is (plant.check == "privacy.secrecy_mark")


def test_no_other_page_bears_a_mark_or_a_number_of_a_person(pages):
    planted = {page for plant in WORDS.plants for page in pages_of(plant)}
    others = [prose(html).text for url, html in pages.items() if url not in planted]
    assert len(others) > 300
    assert not [text for text in others if secrecy_mark(text) or personal(text)]


def test_numbers_of_persons_have_a_right_check_digit_and_look_alikes_none():
    for plant in WORDS.plants:
        numbers = [number for piece in plant.markup for number in NUMBER.findall(piece.html)]
        assert all(is_identity(number) is (plant.check == "privacy.identity_number") for number in numbers)


@pytest.mark.parametrize("plant", FILES.plants, ids=named)
def test_every_document_is_served_as_it_was_made(plant, get):
    status, _, body = get(target_of(plant, pages_of(plant)[0]))
    made = PAPERS[plant.answer]()[0]
    # Encryption begins with chance: such a file is another one each time it is made.
    assert status == 200 and (body == made or b"/Encrypt" in body)


def test_documents_are_what_their_names_say(get):
    found = {plant.answer: read(PAPERS[plant.answer]()[0], Limits()) for plant in FILES.plants}
    states = {name: document.state for name, document in found.items()}
    assert states["pdf-locked"] is State.ENCRYPTED and states["pdf-broken"] is State.DAMAGED
    assert states["docx-blank"] is State.EMPTY and states["pdf-print-only"] is State.READ
    assert found["docx-secret"].sealed and not found["docx-lecture"].sealed
    assert found["docx-macro"].macros and found["pdf-scan"].pictures and not found["pdf-scan"].text
    dead, fine = [link.url for link in found["pdf-dead-link"].links]
    assert (get(dead)[0], get(fine)[0]) == (404, 200)
    assert urljoin(f"http://{tree.HOST}/", "/bsfw/") == fine
