"""Folders to be released and articles to be judged, made for one test each."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.sites.server import document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """A folder of files; a page is given by the HTML of its body."""

    def make(files: Mapping[str, str | bytes], name: str = "public") -> Path:
        for path, content in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else document(Path(path).stem, content)
            file.write_bytes(data)
        return tmp_path / name

    return make


@pytest.fixture
def word() -> Callable[..., bytes]:
    """A Word document of the given inner XML of its body and outside links by relation."""

    def make(body: str, links: Mapping[str, str] | None = None, **parts: bytes) -> bytes:
        relations = "".join(
            f'<Relationship Id="{name}" Type="hyperlink" Target="{target}" TargetMode="External"/>'
            for name, target in (links or {}).items()
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>")
            package.writestr(
                "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATION}">{relations}</Relationships>'
            )
            for name, data in parts.items():
                package.writestr(name, data)
        return packed.getvalue()

    return make
