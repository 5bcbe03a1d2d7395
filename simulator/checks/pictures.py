"""The picture of a rich menu (REF#upload-rich-menu-image-requirements). Looked into, not only at its name."""

import io

from PIL import Image

MOST_BYTES = 1024 * 1024  # 1 MB
WIDTHS = (800, 2500)  # pixels
LEAST_HEIGHT = 250  # pixels
LEAST_RATIO = 1.45  # width by height
# LINE's words end here; what we know more stands behind them in brackets.
NOT_ALLOWED = "The image size is not allowed for richmenu"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


def menu_picture_fault(data: bytes, media_type: str) -> str | None:
    """What LINE would not take about these bytes; None if it would."""
    if len(data) > MOST_BYTES:
        return f"{NOT_ALLOWED} (more than {MOST_BYTES} bytes)"
    try:
        with Image.open(io.BytesIO(data)) as picture:
            said = _fault(picture, media_type)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        said = "cannot be read"
    return f"{NOT_ALLOWED} ({said})" if said else None


def _fault(picture: Image.Image, media_type: str) -> str | None:
    """Size before pixels: nobody should unfold a picture that is refused anyway."""
    if picture.format != FORMATS[media_type]:
        return f"not {media_type}"
    said = size_fault(*picture.size)
    if said is None:
        picture.load()
    return said


def size_fault(width: int, height: int) -> str | None:
    """What is wrong with a menu of that many pixels."""
    if not WIDTHS[0] <= width <= WIDTHS[1]:
        return f"The width must be between {WIDTHS[0]} and {WIDTHS[1]} pixels"
    if height < LEAST_HEIGHT:
        return f"The height must be at least {LEAST_HEIGHT} pixels"
    if width / height < LEAST_RATIO:
        return f"The aspect ratio (width / height) must be at least {LEAST_RATIO}"
    return None
