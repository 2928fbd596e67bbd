"""Small but genuine attachments and images, made by code: the same arguments give the same bytes."""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

_EPOCH = (2024, 1, 1, 0, 0, 0)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def archive(members: dict[str, str]) -> bytes:
    """A ZIP file with fixed time stamps."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in members.items():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode())
    return buffer.getvalue()


def docx(text: str) -> bytes:
    """A minimal Word document of one paragraph."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        f"{escape(text)}</w:t></w:r></w:p></w:body></w:document>"
    )
    return archive({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": body})


def pdf(text: str) -> bytes:
    """A one-page PDF that shows ``text`` (Latin letters and digits only)."""
    stream = f"BT /F1 18 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def xls() -> bytes:
    """An OLE2 compound file holding a BIFF8 workbook stream with an empty sheet list."""
    book = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6) + struct.pack("<HH", 0x000A, 0)
    book = book.ljust(4096, b"\0")
    free, chain, end = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, chain, 0, chain, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108
    table = [end, chain, *range(3, 10), chain]
    fat = b"".join(struct.pack("<I", entry) for entry in table).ljust(512, b"\xff")
    directory = _ole_entry("Root Entry", 5, chain, 0, child=1) + _ole_entry("Workbook", 2, 2, len(book), child=free)
    return header + fat + directory.ljust(512, b"\0") + book


def _ole_entry(name: str, kind: int, start: int, size: int, *, child: int) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    free = 0xFFFFFFFF
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1) + struct.pack("<III", free, free, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A one-colour RGB image."""
    row = b"\0" + bytes(colour) * width
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height, 9)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


GIF = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
