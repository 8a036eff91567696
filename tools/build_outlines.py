"""Natural Earth's countries come in; src/dragoman/serve/pictures/outlines.txt goes out: their outlines, projected, as one SVG path.

usage: npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz && python tools/build_outlines.py package/countries-110m.json

world-atlas (ISC licence) holds the outlines of Natural Earth (public domain) at 1:110 million as TopoJSON, in which the lands that
reach over the 180th meridian are whole. They are cut there again, so that no line runs across the whole map.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from shapely import Polygon, box, segmentize, unary_union
from shapely.affinity import translate

from dragoman.serve.pictures.projection import place

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "serve" / "pictures" / "outlines.txt"
# Degrees between two points of a line along the 180th meridian, which is bent on the map.
STEP = 3.0
# Parts smaller than this on the map (points squared) are not drawn.
SMALLEST = 0.15

Ring = list[tuple[float, float]]


def read_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The lines of the topology in degrees: its numbers are differences on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        points = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        lines.append([(x * sx + tx, y * sy + ty) for x, y in points])
    return lines


def read_rings(geometry: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[list[Ring]]:
    """The polygons of a country, each its outer ring and its holes."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield [join_arcs(ring, arcs) for ring in polygon]


def join_arcs(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """A ring from its lines; ~n is line n backwards, and each line begins where the last one ended."""
    points: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def unroll(ring: Ring) -> Ring:
    """The ring without leaps: a line over the 180th meridian goes on beyond 180; a ring around a pole goes by way of the pole."""
    turned, points = 0.0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        turned += 360.0 if x - before < -180 else -360.0 if x - before > 180 else 0.0
        points.append((x + turned, y))
    if turned:
        pole = 90.0 if points[0][1] > 0 else -90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    return points


def cut(rings: list[Ring]) -> Any:
    """A polygon on the sheet from -180 to 180: what reaches beyond comes in again at the other side."""
    outer, *holes = [unroll(ring) for ring in rings]
    whole = Polygon(outer, holes).buffer(0)
    sheet = box(-180, -90, 180, 90)
    return unary_union([translate(whole, shift).intersection(sheet) for shift in (-360, 0, 360)])


def write_path(shape: Any) -> Iterator[str]:
    """The rings of a shape as SVG path commands, in tenths of a point and as differences."""
    for polygon in getattr(shape, "geoms", [shape]):
        if polygon.is_empty or polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            projected = [place(x, y) for x, y in ring.coords]
            if abs(Polygon(projected).area) < SMALLEST:
                continue
            points = [(round(x * 10), round(y * 10)) for x, y in projected]
            steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points) if (ax, ay) != (bx, by)]
            yield f"M{tell(points[0])}l{' '.join(map(tell, steps[:-1]))}z"


def tell(point: tuple[int, int]) -> str:
    """A pair of numbers as short as it can be."""
    x, y = (f"{n / 10:g}" for n in point)
    return f"{x}{'' if y.startswith('-') else ' '}{y}"


def main() -> None:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topology", type=Path)
    topology = json.loads(parser.parse_args().topology.read_text(encoding="utf-8"))
    arcs = read_arcs(topology)
    lands = []
    for country in sorted(topology["objects"]["countries"]["geometries"], key=lambda c: c["properties"]["name"]):
        shapes = [segmentize(cut(rings), STEP) for rings in read_rings(country, arcs)]
        lands += [path for shape in shapes for path in write_path(shape)]
    OUT.write_text("\n".join(lands) + "\n", encoding="ascii")
    print(f"{OUT.name}: {len(lands)} outlines, {OUT.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
