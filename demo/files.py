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


def pdf(*pages: str, links: tuple[str, ...] = (), picture: bool = False) -> bytes:
    """A PDF whose pages show these texts in any script, one line each; with links on the first page, or a picture on each."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: _FONT, 4: _GLYPHS, 5: _unicode("".join(pages)), 6: _IMAGE}
    kids = []
    for number, text in enumerate(pages):
        kids.append(len(objects) + 2)
        lines = (f"<{line.encode('utf-16-be', 'replace').hex()}> Tj 0 -24 Td" for line in text.split("\n"))
        content = f"BT /F1 16 Tf 60 760 Td {' '.join(lines)} ET" + (
            " q 200 0 0 200 60 300 cm /I1 Do Q" if picture else ""
        )
        notes = "".join(
            f"<< /Type /Annot /Subtype /Link /Rect [60 740 200 780] /A << /S /URI /URI ({link}) >> >>" for link in links
        )
        objects[kids[-1]] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {kids[-1] + 1} 0 R /Annots [{notes if not number else ''}]"
            f" /Resources << /Font << /F1 3 0 R >> {'/XObject << /I1 6 0 R >>' if picture else ''} >> >>"
        ).encode()
        objects[kids[-1] + 1] = _stream(content.encode())
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    return _assembled([objects[number] for number in sorted(objects)])


def _stream(data: bytes, entries: str = "") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


_FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
_GLYPHS = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> >>"


def _unicode(text: str) -> bytes:
    """What the codes of the font stand for: themselves."""
    codes = sorted({letter.encode("utf-16-be").hex() for letter in text if ord(letter) < 0x10000} - {"000a"})
    head = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    blocks = (codes[at : at + 100] for at in range(0, len(codes), 100))
    maps = (
        f"{len(block)} beginbfchar\n" + "".join(f"<{code}> <{code}>\n" for code in block) + "endbfchar\n"
        for block in blocks
    )
    return _stream((head + "".join(maps) + "endcmap end").encode())


_IMAGE = _stream(
    b"\x80\x80\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
)


def _assembled(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def xls(text: str = "汇总表") -> bytes:
    """A compound file holding a BIFF8 workbook of one sheet with one cell."""
    begin, end = (
        struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6),
        struct.pack("<HH", 0x000A, 0),
    )
    name = struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")
    sheet = struct.pack("<IH", len(begin) + 4 + 6 + len(name) + len(end), 0) + name
    cell = struct.pack("<HHHHB", 0, 0, 0, len(text), 1) + text.encode("utf-16-le")
    records = struct.pack("<HH", 0x0085, len(sheet)) + sheet + end
    rows = begin[:6] + struct.pack("<H", 0x0010) + begin[8:] + struct.pack("<HH", 0x0204, len(cell)) + cell + end
    return _compound({"Workbook": begin + records + rows})


def doc(text: str, macros: bool = False, encrypted: bool = False) -> bytes:
    """An old Word file: one piece of text, as its piece table says."""
    place, letters = 1024, text.replace("\n", "\r").encode("utf-16-le")
    pieces = struct.pack("<BIIIHIH", 2, 16, 0, len(letters) // 2, 0, place, 0)
    main = bytearray(place) + letters
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into("<II", main, 0x01A2, 0, len(pieces))
    return _compound({"WordDocument": bytes(main), "1Table": pieces, **({"_VBA_PROJECT": b"x"} if macros else {})})


def _compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 compound file: a FAT sector, the directory, and the streams, each filled up to the size of ordinary ones."""
    free, used, end, sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 512
    names, bodies = list(streams), [body.ljust(4096, b"\0") for body in streams.values()]
    bodies = [body + bytes(-len(body) % sector) for body in bodies]
    fat, starts = [end, used], []
    for body in bodies:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + len(body) // sector), used]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, used, 0, used, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108
    entries = [_ole_entry("Root Entry", 5, (used, 0), (free, 1))]
    for number, (name, start, body) in enumerate(zip(names, starts, bodies, strict=True), 1):
        entries.append(_ole_entry(name, 2, (start, len(body)), (number + 1 if number < len(names) else free, free)))
    table = b"".join(struct.pack("<I", entry) for entry in fat).ljust(sector, b"\xff")
    return header + table + b"".join(entries).ljust(sector, b"\0") + b"".join(bodies)


def _ole_entry(name: str, kind: int, place: tuple[int, int], beside: tuple[int, int]) -> bytes:
    """One entry of the directory: where its body starts and how long it is, its right neighbour and its child."""
    label = (name + "\0").encode("utf-16-le")
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1) + struct.pack("<III", 0xFFFFFFFF, *beside)
    return head + bytes(36) + struct.pack("<IQ", *place)


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
