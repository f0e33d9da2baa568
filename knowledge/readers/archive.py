"""Zip archives, opened with care: nothing is written to disk, and no more is unpacked than is allowed."""

import posixpath
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from knowledge.errors import UnreadableDocument

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")  # how the files of older office programs begin
MAX_ENTRIES = 20_000
MAX_UNPACKED = 400_000_000
MAX_PART = 60_000_000


class Archive:
    """Raises UnreadableDocument for what is no archive, is encrypted, swells, or names files outside itself."""

    def __init__(self, source: str, data: bytes) -> None:
        self._source = source
        if data.startswith(_OLD_OR_LOCKED):
            raise UnreadableDocument(
                f"{source} is locked with a password, or of an older kind; save it without one, in the newer kind"
            )
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, NotImplementedError, ValueError) as error:
            raise self._damaged(error) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self._refused(f"holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read")
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MAX_UNPACKED:
            raise self._refused(f"unpacks to {unpacked / 1e6:,.0f} MB; at most {MAX_UNPACKED / 1e6:,.0f} MB are read")
        for entry in entries:
            if _leads_out(entry.filename):
                raise self._refused(f"names a file outside itself ({entry.filename!r})")
            if entry.flag_bits & 1:
                raise self._refused("is locked with a password")
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """The content of one file. Raises UnreadableDocument where it is missing, damaged or too large."""
        if name not in self.names:
            raise self._refused(f"lacks its part {name!r}")
        try:
            with self._zip.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (BadZipFile, EOFError, NotImplementedError, OSError, ZlibError) as error:
            raise self._damaged(error) from error
        if len(data) > MAX_PART:
            raise self._refused(f"has a part {name!r} of more than {MAX_PART / 1e6:,.0f} MB")
        return data

    def _refused(self, what: str) -> UnreadableDocument:
        return UnreadableDocument(f"{self._source} {what}; open it in its own program and save it anew")

    def _damaged(self, error: Exception) -> UnreadableDocument:
        return UnreadableDocument(
            f"{self._source} is damaged and cannot be unpacked ({error}); open it and save it anew"
        )


def _leads_out(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or posixpath.normpath(plain).split("/")[0] == ".."
