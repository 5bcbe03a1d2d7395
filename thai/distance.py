"""Distance on the earth."""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]

_EARTH_KM = 6371.0


def km_between(a: Point, b: Point) -> float:
    """Great-circle distance in km between two points (latitude, longitude in degrees); within 0.5 % of the true one."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
