"""The folders of several dossiers in one zip file, with a password where the office wants one."""

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.handover.dossier import Dossier
from reports.handover.folders import write_folders


def parcel(dossiers: Sequence[Dossier], password: str = "") -> bytes:
    """Notice, workbook and evidence of each. With a password AES-256: names of files stay readable, contents do not."""
    import pyzipper  # Seldom needed.

    packed = io.BytesIO()
    with TemporaryDirectory(prefix="xunwang-") as scratch:
        root = Path(scratch)
        folders = [folder for _, folder in write_folders(dossiers, root)]
        with pyzipper.AESZipFile(packed, "w", compression=pyzipper.ZIP_DEFLATED) as archive:
            if password:
                archive.setpassword(password.encode("ascii"))
                archive.setencryption(pyzipper.WZ_AES, nbits=256)
            for path in (path for folder in folders for path in sorted(folder.iterdir())):
                archive.write(path, path.relative_to(root).as_posix())
    return packed.getvalue()


def parcel_name(dossiers: Sequence[Dossier]) -> str:
    """甲局 2026Q4-整改-001.zip; of several the first and how many there are."""
    first = dossiers[0].notice
    return f"{first.unit[:40]} {first.number}{f' 等{len(dossiers)}份' if len(dossiers) > 1 else ''}.zip"
