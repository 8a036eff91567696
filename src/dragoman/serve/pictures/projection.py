"""A longitude and a latitude come in; a place on the drawn world goes out.

The Equal Earth projection: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
Geographical Information Science 33(3), 2019, equations 8 and 9. Areas are true, so that no country looks larger than it is.
"""

from math import asin, cos, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
# The width of the drawn world in points; its height follows.
WIDTH = 1000.0


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_EAST, _NORTH = _project(180, 0)[0], _project(0, 90)[1]
_SCALE = WIDTH / (2 * _EAST)
HEIGHT = 2 * _NORTH * _SCALE


def place(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point of the earth stands on the drawn world, from its upper left corner: x to WIDTH, y down to HEIGHT.

    Longitudes run from -180 to 180 and latitudes from -90 to 90, in degrees; what lies outside is moved to the nearest that is inside.
    """
    x, y = _project(max(-180.0, min(180.0, longitude)), max(-90.0, min(90.0, latitude)))
    return (x + _EAST) * _SCALE, (_NORTH - y) * _SCALE
