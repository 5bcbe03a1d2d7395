"""What people send, held against what we take, and made harmless before it is kept.

A picture is decoded and made anew, so that nothing of the file itself is kept: no place, no comment, no page hidden behind
it. Sound, films and papers are kept as they came, a film without its place (bot/filmplaces.py). Whoever hands those out must
name the media type found here and forbid the browser to guess another.

Memory, measured with Pillow 13 on top of the process: a photo of 12 megapixels takes 95 MB, of 50 megapixels 94, of 108
megapixels 71 (decoded at a half and a quarter), the largest PNG 190, the largest WebP 198; nothing more than 200 and its file.
"""

import re
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import isfinite
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import BinaryIO

from PIL import ExifTags, Image, ImageCms

from bot.filetypes import MOST_ICC, copy_jpeg, media_type
from bot.filmplaces import forget_places

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}  # as Pillow calls them

# What a picture may cost: all our own defaults, so that one stays below 200 MB and a few seconds.
AT_ONCE = 2  # decoded at a time in a process
MOST_BYTES = 50 * 1024**2  # of the file: a photo of 108 megapixels has some 40 MB
# Pixels by the header. A JPEG comes in at a half, a quarter or an eighth: 108 million are the largest of common phones. A
# page scanned at 500 dpi has 24 million. WebP is held three times over while it is decoded.
MOST_PIXELS = {"JPEG": 110e6, "PNG": 25e6, "GIF": 25e6, "WEBP": 12e6}
MOST_PIXELS_WHOLE = 16e6  # of a JPEG that is held as a whole: up to 8 bytes a pixel before the first is seen
MOST_READS = 100_000  # of one PNG or GIF: 32 MB in libpng's parts of 8 KB need some 16,000
MOST_EXIF = 64 * 1024  # bytes: what a JPEG can hold (EXIF 2.3, 4.7.2)

LONGEST = 2560  # pixels of the longer side of what is kept: a page in a photo can still be read (our own default)
QUALITY = 88  # of JPEG, 1–95: small print stays sharp, for about 1 MB (our own default)
LONGEST_THUMBNAIL, THUMBNAIL_QUALITY = 512, 80  # half the width of an officer's phone, in about 30 KB (our own default)

T, EXIF, GPS = Image.Transpose, ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo
# What brings a picture upright, by EXIF's Orientation from 2 on; 1 is upright (EXIF 2.3, 4.6.4 A).
TURNS = (T.FLIP_LEFT_RIGHT, T.ROTATE_180, T.FLIP_TOP_BOTTOM, T.TRANSPOSE, T.ROTATE_270, T.TRANSVERSE, T.ROTATE_90)
TAKEN = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
ZONE = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
YEARS = range(2000, 2100)  # a camera whose clock was never set says 1970 or 1980 (our own default)
BUDDHIST_YEARS = range(2543, 2643)  # the same years
NOWHERE = 0.01  # degrees: 0,0 is what a telephone writes that knows nothing, as in thai/nearby.py


@dataclass(frozen=True)
class Welcomed:
    """What is to be kept, and what was known of it.

    media_type: as found, "image/jpeg" for every picture. file: seekable, at its start; a new temporary file for a picture, for
    the others the very file that came. size: its bytes. thumbnail: a small JPEG, for pictures. width, height: pixels, as kept.
    taken_at: ISO without a zone, or with one if the camera knew it. latitude, longitude: degrees. None: not known.
    """

    media_type: str
    file: BinaryIO
    size: int
    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None
    taken_at: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Unwelcome(Exception):
    """We do not keep it. `why`: "not_media" (not of a kind we take), "too_many_pixels", "broken" (not what it says it is)."""

    def __init__(self, why: str, seen: str = ""):
        super().__init__(f"{why}: {seen}" if seen else why)
        self.why = why


class Welcomer:
    """Make one for a process and share it between threads."""

    def __init__(self):
        self._seats = BoundedSemaphore(AT_ONCE)

    def welcome(self, file: BinaryIO, kind: str) -> Welcomed:
        """`file`: seekable and writable. `kind`: LINE's image, audio, video or file. Raises Unwelcome."""
        found = media_type(file, kind)
        if found is None:
            raise Unwelcome("not_media")
        if found in FORMATS:
            with self._seats:
                return _made_anew(file, FORMATS[found])
        forget_places(file)
        return Welcomed(found, file, _size(file))

    def poster(self, file: BinaryIO) -> bytes | None:
        """A thumbnail of the still that LINE made of a film; None if it is no good picture."""
        with suppress(Unwelcome):
            still = self.welcome(file, "image")
            still.file.close()
            return still.thumbnail
        return None


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _made_anew(file: BinaryIO, form: str) -> Welcomed:
    picture, exif = _upright(file, form)
    kept, thumbnail = TemporaryFile(), BytesIO()  # noqa: SIM115  whoever keeps it closes it
    picture.save(kept, "JPEG", quality=QUALITY)
    width, height = picture.size
    picture.thumbnail((LONGEST_THUMBNAIL, LONGEST_THUMBNAIL), Image.Resampling.HAMMING, reducing_gap=1.0)
    picture.save(thumbnail, "JPEG", quality=THUMBNAIL_QUALITY)
    return Welcomed("image/jpeg", kept, _size(kept), thumbnail.getvalue(), width, height, _taken_at(exif), *_place(exif))


def _upright(file: BinaryIO, form: str) -> tuple[Image.Image, bytes]:
    """The picture, small enough and in sRGB, and the EXIF that it came with. Raises Unwelcome."""
    # Pillow warns of odd files. Not undone, for undoing it is what would not be safe among threads (CPython, warnings).
    warnings.filterwarnings("ignore", module=r"PIL\.")
    try:
        image = _small(_decoded(file, form))  # in one breath, so that nobody holds the large one any longer
        exif, icc = image.info.get("exif") or b"", image.info.get("icc_profile") or b""
        image = _in_srgb(image, icc)
    except (Unwelcome, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Unwelcome("too_many_pixels") from None
    except Exception as error:  # over a broken file Pillow raises whatever comes, but an errno means our disk
        if getattr(error, "errno", None):
            raise
        raise Unwelcome("broken", type(error).__name__) from None
    image.info = {}  # Pillow would write its comment into the new file
    turn = dict(enumerate(TURNS, 2)).get(_tags(exif).get(ExifTags.Base.Orientation))
    return image if turn is None else image.transpose(turn), exif


class _Patient:
    """A file for Pillow that may be asked only so often: a PNG or GIF of a million tiny parts would take minutes."""

    def __init__(self, file: BinaryIO):
        self._file, self._left = file, MOST_READS
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise Unwelcome("broken", "too many parts")
        return self._file.read(size)


def _decoded(file: BinaryIO, form: str) -> Image.Image:
    if _size(file) > MOST_BYTES:
        raise Unwelcome("too_many_pixels", "too many bytes")
    if form != "JPEG":
        return _loaded(_Patient(file), form)
    with TemporaryFile() as bare:
        jpeg = copy_jpeg(file.read(), bare)
        if jpeg.pixels > (MOST_PIXELS_WHOLE if jpeg.whole else MOST_PIXELS[form]):
            raise Unwelcome("too_many_pixels")
        if not jpeg.complete:  # LINE gave us all it has, so it was sent so; half a paper is worse than being asked again
            raise Unwelcome("broken", "no end")
        image = _loaded(bare, form)
    image.info.update(exif=jpeg.exif, icc_profile=jpeg.icc)
    return image


def _loaded(source, form: str) -> Image.Image:
    image = Image.open(source, formats=[form])
    if image.width * image.height > MOST_PIXELS[form]:
        raise Unwelcome("too_many_pixels")
    # A JPEG is decoded at a half, a quarter or an eighth, if that is still as large as what we keep.
    image.draft(None, tuple(max(1, side * LONGEST // max(image.size)) for side in image.size))
    image.load()
    return image


def _small(image: Image.Image) -> Image.Image:
    """No larger than what we keep, in a mode that has colours to convert, on white where one could see through it."""
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image)
        paper.info, image = image.info, paper
    elif image.mode == "I;16":  # 16 bits of grey: Pillow's convert would cut off everything above 255
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.BICUBIC)
    return image


def _in_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Colours as they were meant, if the picture brought a profile that fits it."""
    if 0 < len(icc) <= MOST_ICC:
        with suppress(ImageCms.PyCMSError):  # a broken profile is no reason to refuse the picture
            return ImageCms.profileToProfile(image, BytesIO(icc), ImageCms.createProfile("sRGB"), outputMode="RGB")
    return image.convert("RGB")


def _tags(exif: bytes, part: int | None = None) -> dict:
    """The tags of EXIF's main part, or of one below it; {} for garbage, over which Pillow raises whatever comes."""
    notes = Image.Exif()
    with suppress(Exception):
        notes.load(exif[:MOST_EXIF])
        return dict(notes if part is None else notes.get_ifd(part))
    return {}


def _taken_at(exif: bytes) -> str | None:
    tags = _tags(exif, EXIF)
    found = TAKEN.match(str(tags.get(ExifTags.Base.DateTimeOriginal)))
    year, *rest = map(int, found.groups()) if found else (0,)
    year -= 543 if year in BUDDHIST_YEARS else 0  # telephones set to the Thai calendar write it into EXIF, too
    try:
        taken = datetime(year, *rest).isoformat() if year in YEARS else None
    except ValueError:
        return None
    zone = str(tags.get(ExifTags.Base.OffsetTimeOriginal)).strip("\0 ")
    return taken + zone if taken and ZONE.fullmatch(zone) else taken


def _place(exif: bytes) -> tuple[float, float] | tuple[None, None]:
    tags, names = _tags(exif, GPS), ExifTags.GPS
    latitude = _degrees(tags.get(names.GPSLatitude), tags.get(names.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(tags.get(names.GPSLongitude), tags.get(names.GPSLongitudeRef), "EW", 180)
    if latitude is None or longitude is None or max(abs(latitude), abs(longitude)) <= NOWHERE:
        return None, None
    return latitude, longitude


def _degrees(parts, side, sides: str, most: int) -> float | None:
    """Degrees from three rationals and a letter, to 0.1 m; None for nonsense."""
    side = str(side).strip("\0 ").upper()
    if not isinstance(parts, tuple) or len(parts) != 3 or len(side) != 1 or side not in sides:
        return None
    degrees = sum(float(part) / unit for part, unit in zip(parts, (1, 60, 3600), strict=True))
    if not isfinite(degrees) or not 0 <= degrees <= most or min(parts) < 0:
        return None
    return round(-degrees if side == sides[1] else degrees, 6)
