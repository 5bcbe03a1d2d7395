"""What a file really is, told from its first bytes, never from its name or from what a header calls it.

A table of our own, because no library fits. Tried with our samples in November 2026: puremagic 1.30 (2.x wants Python 3.12)
takes the page `<!--ftypisom-->` for a film, since the word may stand anywhere it has a rule for, and knows neither bare MP3 of
MPEG-2 nor today's film brands; filetype 1.2.0 (of 2022) takes any FF F2 for music and knows no AMR. Here everything must
stand at the very beginning, so that a page, a script or a blank line in front is never a picture, whatever follows it.

Sources: MIME Sniffing Standard (mimesniff.spec.whatwg.org, 6.1 and 6.2) for pictures, WAV, WebM and ID3; ISO/IEC 14496-12 4.3
and the register at mp4ra.org for films; ISO/IEC 11172-3 2.4.2.3 for MP3; ISO/IEC 13818-7 6.2 for ADTS; RFC 4867 section 5 for
AMR; RFC 3533 and 7845 for Ogg and Opus; RFC 9559 for Matroska; ISO 32000-1 7.5.2 for PDF.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

HEAD = 16 * 1024  # bytes looked at: two of the longest frames below (ADTS: 13 bits of length, 8,191 bytes)
FRAMES = 2  # that must follow each other: eleven bits of sync alone stand in any file (the standard's rule for MP3, too)

# What a file may be taken as: LINE's kind of message -> media type; the first is what it most likely is.
Kinds = dict[str, str]


def _film(name: str) -> Kinds:
    """The same container carries sound alone; LINE says which of the two was sent."""
    return {"video": f"video/{name}", "audio": f"audio/{name}"}


def _table(*rows: tuple[bytes, Kinds]) -> list[tuple[re.Pattern, Kinds]]:
    return [(re.compile(pattern, re.DOTALL), kinds) for pattern, kinds in rows]


BEGINNINGS = _table(
    (rb"\xff\xd8\xff[\xc0-\xfe]", {"image": "image/jpeg"}),
    (rb"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", {"image": "image/png"}),
    (rb"GIF8[79]a", {"image": "image/gif"}),
    (rb"RIFF....WEBPVP8[ LX]", {"image": "image/webp"}),
    (rb"RIFF....WAVE", {"audio": "audio/wav"}),
    # The first page of Ogg holds one packet and nothing else, which names the codec at its byte 28.
    (rb"OggS\0\x02.{20}\x01.(OpusHead|\x01vorbis)", {"audio": "audio/ogg"}),
    (rb"\x1aE\xdf\xa3.{1,34}?B\x82\x84webm", _film("webm")),
    (rb"\x1aE\xdf\xa3.{1,34}?B\x82\x88matroska", _film("matroska")),
    # Readers forgive a PDF its first 1,024 bytes. We do not: what stands there may be a page.
    (rb"%PDF-[12]\.\d\s.*?\d\sobj\b", {"file": "application/pdf"}),
)

BRANDS = _table(
    (rb"M4[ABP] |F4[AB] ", {"audio": "audio/mp4"}),
    (rb"3g2.", _film("3gpp2")),
    (rb"3g[eghmprst].", _film("3gpp")),
    (rb"qt  ", {"video": "video/quicktime", "audio": "audio/mp4"}),  # QuickTime's sound has no name of its own
    (rb"iso[m2-9]|mp4[12]|avc1|M4V.|f4v |F4V |mmp4|MSNV|XAVC|dash|cmf[c2]", _film("mp4")),
)
STILLS = re.compile(rb"mif1|msf1|miaf|hei.|hev.|avi.")  # HEIF and AVIF: the same boxes, but pictures we cannot read

# bits per second / 1000 by the header's index 1–14, for MPEG-1 layer III and for MPEG-2 and 2.5
MP3_RATES = (
    (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
MP3_SAMPLES = (44_100, 48_000, 32_000)  # per second; half of it in MPEG-2, a quarter in 2.5
# bytes of a frame with its first byte, by frame type; 0 for the types that no file holds
AMR = (
    (b"#!AMR\n", "audio/amr", (13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1)),
    (b"#!AMR-WB\n", "audio/amr-wb", (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1)),
)


def media_type(file: BinaryIO, kind: str) -> str | None:
    """The media type of a seekable `file` if it may be taken as `kind` (LINE's image, audio, video or file), else None.

    A `file` may be anything we take. Reads 16 KB, and 16 KB more behind the tag of an MP3.
    """
    kinds = _kinds(file)
    return next(iter(kinds.values()), None) if kind == "file" else kinds.get(kind)


def _kinds(file: BinaryIO) -> Kinds:
    head = _read(file, 0)
    for pattern, kinds in BEGINNINGS:
        if pattern.match(head):
            return kinds
    return _container(head) or _sound(file, head)


def _read(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.read(HEAD)


def _container(head: bytes) -> Kinds:
    """MP4, M4A, 3GP and MOV: the first box is `ftyp` and says in four letters by whose rules the file was made."""
    size = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or size % 4 or not 16 <= size <= len(head):
        return {}
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    if any(map(STILLS.fullmatch, brands)):
        return {}
    return next((kinds for brand in brands for pattern, kinds in BRANDS if pattern.fullmatch(brand)), {})


def _sound(file: BinaryIO, head: bytes) -> Kinds:
    """MP3, AAC and AMR have no box round them: they are what they are if frame follows frame."""
    for start, name, sizes in AMR:
        if head.startswith(start):
            return {"audio": name} if _in_frames(head[len(start) :], partial(_amr_frame, sizes=sizes)) else {}
    # Some writers leave a gap of zeros behind the tag.
    frames = _read(file, _id3_bytes(head)).lstrip(b"\0") if _id3_bytes(head) else head
    if _in_frames(frames, _mp3_frame):
        return {"audio": "audio/mpeg"}
    return {"audio": "audio/aac"} if _in_frames(frames, _adts_frame) else {}


def _in_frames(data: bytes, length_of) -> bool:
    """Do two frames follow each other, or does the file end with its first?"""
    at = 0
    for _ in range(FRAMES):
        length = length_of(data[at : at + 7])
        if not length or at + length > len(data):
            return False
        at += length
        if at == len(data):
            break
    return True


def _id3_bytes(head: bytes) -> int:
    """The length of the tag in front of an MP3 (id3.org, ID3v2.4 3.1: four times seven bits); 0 for none."""
    tag = re.match(rb"ID3[\x02-\x04][^\xff].([\0-\x7f]{4})", head, re.DOTALL)
    if tag is None:
        return 0
    a, b, c, d = tag[1]
    footer = 10 if head[5] & 0x10 else 0
    return 10 + (a << 21 | b << 14 | c << 7 | d) + footer


def _mp3_frame(header: bytes) -> int:
    """Bytes of a frame of layer III, 0 if it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, samples = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or samples == 3:
        return 0
    older = version != 3  # 3 is MPEG-1, 2 is MPEG-2, 0 is 2.5
    per_second = MP3_SAMPLES[samples] // {3: 1, 2: 2, 0: 4}[version]
    return (72 if older else 144) * MP3_RATES[older][rate - 1] * 1000 // per_second + (header[2] >> 1 & 1)


def _adts_frame(header: bytes) -> int:
    """Bytes of a frame of AAC with its header, 0 if it is none."""
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0 or header[2] >> 2 & 15 > 12:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > 7 else 0


def _amr_frame(header: bytes, sizes: tuple[int, ...]) -> int:
    """Bytes of a frame of AMR, 0 if it is none (the padding bits of its first byte are zero)."""
    return sizes[header[0] >> 3 & 15] if header and not header[0] & 0x83 else 0


# ---------------------------------------------------------------------- JPEG, looked through

MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # the others stand inside a scan (ITU-T T.81, B.1.1)
# The frames that phones and browsers make: baseline, extended, progressive (T.81, table B.1). The rest cannot be decoded.
READ_FRAMES, OTHER_FRAMES, PROGRESSIVE = {0xC0, 0xC1, 0xC2}, set(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}, 0xC2
SCAN, END = 0xDA, 0xD9
TABLES = {0xC4, 0xDB, 0xDD}  # Huffman, quantisation, restart interval
# Which colours the numbers mean is told by two notes; all other notes are left behind.
KEPT_NOTES = {0xE0: b"JFIF\0", 0xEE: b"Adobe"}
EXIF_NOTE, ICC_NOTE = (0xE1, b"Exif\0\0"), (0xE2, b"ICC_PROFILE\0")
MOST_ICC = 4 * 1024**2  # bytes of a colour profile: twice that of a printing press (our own default)
MOST_SEGMENTS = 2_000  # the longest profile takes 255, a panorama's notes some hundreds (our own default)
MOST_SCANS = 50  # each costs a walk over the whole picture; encoders make 10, the thriftiest some 20 (our own default)


@dataclass
class Jpeg:
    """What a JPEG brings: its notes; how many pixels; `whole`: must it be held as a whole to be decoded? has it an end?"""

    exif: bytes = b""
    icc: bytes = b""
    pixels: int = 0
    colours: int = 0
    scans: int = 0
    whole: bool = False
    complete: bool = False

    def take(self, kind: int, body: bytes) -> bool:
        """Looks at one segment and says whether it belongs to the picture. Raises ValueError."""
        if kind in READ_FRAMES:
            self._frame(kind, body)
        elif kind in OTHER_FRAMES:
            raise ValueError("a kind of JPEG that we do not read")
        elif kind == SCAN:
            self._scan(body)
        elif kind == EXIF_NOTE[0] and body.startswith(EXIF_NOTE[1]):
            self.exif = self.exif or body
        elif kind == ICC_NOTE[0] and body.startswith(ICC_NOTE[1]) and len(self.icc) <= MOST_ICC:
            self.icc += body[14:]  # two more bytes count its pieces, which come in order
        return kind in READ_FRAMES | TABLES | {SCAN} or kind in KEPT_NOTES and body.startswith(KEPT_NOTES[kind])

    def _frame(self, kind: int, body: bytes) -> None:
        if self.pixels or len(body) < 6:
            raise ValueError("two frames, or none")
        self.pixels = int.from_bytes(body[1:3], "big") * int.from_bytes(body[3:5], "big")
        self.colours, self.whole = body[5], kind == PROGRESSIVE

    def _scan(self, body: bytes) -> None:
        self.scans += 1
        if not self.pixels or not body or self.scans > MOST_SCANS:
            raise ValueError("a scan without a frame, or too many")
        self.whole |= body[0] < self.colours  # the colours one after the other


def copy_jpeg(data: bytes, bare: BinaryIO) -> Jpeg:
    """Copies the picture without its notes, up to its end mark, and says what it brought. Raises ValueError.

    Pillow gathers all notes before it tells the size, in time that grows with the square of their number, and does not say
    how the picture is laid out, which decides what decoding it costs. So it is shown only what we have looked through.
    """
    jpeg, view, at = Jpeg(), memoryview(data), 2
    bare.write(b"\xff\xd8")
    for _ in range(MOST_SEGMENTS):
        mark = MARKER.search(data, at)
        if mark is None:
            return jpeg
        kind, start = data[mark.end() - 1], mark.end()
        bare.write(view[at : mark.start()] if jpeg.scans else b"")
        if kind == END:
            bare.write(b"\xff\xd9")
            jpeg.complete = True
            return jpeg
        at = start + int.from_bytes(data[start : start + 2], "big")
        if jpeg.take(kind, data[start + 2 : at]):
            bare.write(view[mark.start() : at])
    raise ValueError("too many segments")
