"""Looks as they are kept."""

from pathlib import Path

import pytest

from auditor.model.look import Looked
from auditor.store.looks import keep_look, look_at
from tests.sites.paper import HOME, Paper, page


@pytest.mark.parametrize(
    ("markup", "kept"), [("<p>机密★10年</p><p>代号雷霆</p>", ""), ("<p>保密工作要求</p>", "<p>保密工作要求</p>")]
)
def test_markup_in_which_scripts_put_a_mark_of_secrecy_is_not_kept(tmp_path: Path, markup: str, kept: str) -> None:
    bundle = Paper(tmp_path, {HOME: page("云泽市人民政府")}).crawl().bundle
    with bundle.transaction():
        keep_look(bundle, Looked(HOME, ("footer",), markup=markup))
    look = look_at(bundle, 1)
    assert look is not None and look.markup == kept
