"""What an MP4 says of itself: its length, its size in pixels, and which tracks it has."""

import struct
from typing import NamedTuple

CONTAINERS = (b"moov", b"trak", b"mdia")


class Mp4(NamedTuple):
    seconds: float
    width: int
    height: int
    tracks: list[str]


def boxes(content):
    """Every box with its content, from the outside in."""
    at = 0
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        header = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, at + 8)
            header = 16
        length = length or len(content) - at
        assert header <= length <= len(content) - at, "a box ends beyond the file"
        inner = content[at + header : at + length]
        yield name, inner
        if name in CONTAINERS:
            yield from boxes(inner)
        at += length


def read_mp4(path):
    found = list(boxes(path.read_bytes()))
    assert found[0][0] == b"ftyp", "not an MP4"
    contents = lambda wanted: [content for name, content in found if name == wanted]  # noqa: E731
    (head,) = contents(b"mvhd")
    units_per_second, units = struct.unpack_from(">IQ" if head[0] == 1 else ">II", head, 20 if head[0] == 1 else 12)
    sizes = [struct.unpack(">II", track[-8:]) for track in contents(b"tkhd")]
    width, height = max(sizes)
    tracks = [handler[8:12].decode() for handler in contents(b"hdlr")]
    return Mp4(units / units_per_second, width >> 16, height >> 16, tracks)
