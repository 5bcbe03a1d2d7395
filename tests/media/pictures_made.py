"""Bytes of the kinds that people send, and of some that they should not: small, and made here."""

import io
import struct
import wave
import zipfile
import zlib
from functools import cache

from PIL import ExifTags, Image, ImageCms

SCRIPT = b"<html><script>alert('somebody else')</script></html>"
PLACE = b"+18.7883+098.9853/"


# ---------------------------------------------------------------------- pictures


@cache
def corners(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how) -> bytes:
    """Red at the upper left, blue at the lower right, white elsewhere."""
    return saved(painted(size).convert(mode), form, **how)


def painted(size: tuple[int, int] = (64, 48)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    wide, high = size
    picture.paste("red", (0, 0, wide // 2, high // 2))
    picture.paste("blue", (wide // 2, high // 2, wide, high))
    return picture


def saved(picture: Image.Image, form: str, **how) -> bytes:
    held = io.BytesIO()
    picture.save(held, form, **how)
    return held.getvalue()


def exif(orientation=None, taken=None, zone=None, gps=None) -> bytes:
    """As Pillow writes it; `gps`: a dict by ExifTags.GPS."""
    notes = Image.Exif()
    notes[ExifTags.Base.Make] = "Somebody's telephone"
    if orientation:
        notes[ExifTags.Base.Orientation] = orientation
    notes.get_ifd(ExifTags.IFD.Exif).update(
        {tag: said for tag, said in ((ExifTags.Base.DateTimeOriginal, taken), (ExifTags.Base.OffsetTimeOriginal, zone)) if said}
    )
    notes.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {})
    return notes.tobytes()


def gps(latitude=(18.0, 47.0, 17.88), north="N", longitude=(98.0, 59.0, 7.08), east="E") -> dict:
    return {1: north, 2: latitude, 3: east, 4: longitude}


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def jpeg_claiming(wide: int, high: int, **how) -> bytes:
    """A small JPEG whose frame says that it is larger."""
    jpeg = bytearray(corners(**how))
    at = next(at for mark in (b"\xff\xc0", b"\xff\xc2") if (at := jpeg.find(mark)) > 0)
    jpeg[at + 5 : at + 9] = struct.pack(">HH", high, wide)
    return bytes(jpeg)


def one_colour_after_the_other(jpeg: bytes) -> bytes:
    """The same JPEG with a first scan of only one of its three colours, which has to be held as a whole."""
    head, _, rest = jpeg.partition(b"\xff\xda")
    return head + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + rest[int.from_bytes(rest[:2], "big") :]


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(wide: int = 8, high: int = 8, before: bytes = b"", data=None, after: bytes = b"", colours: int = 0) -> bytes:
    """`data`: bytes in place of its packed rows. `colours`: as PNG numbers them (0: grey, 6: four colours of eight bits)."""
    rows = zlib.compress(b"\0" * (8 + 1) * 8) if data is None else data
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + before + chunk(b"IDAT", rows) + after + chunk(b"IEND", b"")


def red_means_green() -> bytes:
    """A colour profile: sRGB with the names of two of its colours exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


# ---------------------------------------------------------------------- films and sounds


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(*brands: bytes, told: bytes = b"") -> bytes:
    """Boxes as a telephone writes them, without anything to see; `told` stands in its head."""
    brands = brands or (b"mp42", b"isom")
    return (
        box(b"ftyp", brands[0], b"\0\0\0\0", *brands[1:])
        + box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"tkhd", bytes(84)), told), told)
        + box(b"mdat", b"what is seen and heard")
    )


def place_boxes() -> bytes:
    """The three ways: Android's and QuickTime's ©xyz, 3GPP's loci, Apple's keys."""
    key = b"com.apple.quicktime.location.ISO6709"
    keys = box(b"keys", bytes(4), struct.pack(">I", 1), struct.pack(">I", 8 + len(key)), b"mdta", key)
    item = box(b"\0\0\0\x01", box(b"data", struct.pack(">II", 1, 0), PLACE))
    xyz = box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7), PLACE)
    loci = box(b"loci", bytes(6), b"home\0", b"\0", struct.pack(">iii", 98 << 16, 18 << 16, 0))
    return box(b"udta", xyz, loci) + box(b"meta", box(b"hdlr", bytes(24)), keys, box(b"ilst", item))


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes
MP3_OLDER_FRAME = b"\xff\xf3\x48\xc4" + bytes(140)  # MPEG-2, 32 kbit/s at 16 kHz: 144 bytes
ADTS_FRAME = b"\xff\xf1\x50\x80\x04\x00\xfc" + bytes(25)  # 32 bytes


def id3(length: int) -> bytes:
    return b"ID3\x04\0\0" + bytes((length >> 21 & 127, length >> 14 & 127, length >> 7 & 127, length & 127)) + b"t" * length


def ogg(packet: bytes) -> bytes:
    return b"OggS\0\x02" + bytes(20) + bytes((1, len(packet))) + packet


def ebml(doctype: bytes) -> bytes:
    inside = b"\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82" + bytes((0x80 | len(doctype),)) + doctype
    return b"\x1a\x45\xdf\xa3" + bytes((0x80 | len(inside),)) + inside + b"\x18\x53\x80\x67" + bytes(40)


def wav() -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return held.getvalue()


def pdf() -> bytes:
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


# ---------------------------------------------------------------------- what we do not take


def zipped(name: str = "Evil.class") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, SCRIPT)
    return held.getvalue()
