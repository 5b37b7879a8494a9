"""Makes the fonts that come with the package out of STIX Fonts 1.1.0 (STIXGeneral-*.otf; SIL Open Font License 1.1).

    python3 build/fonts/subset.py FOLDER_OF_STIXGeneral src/Toolkit/Plotting/Fonts

Needs fontTools. Keeps the characters below, turns cubic outlines into quadratic ones (TrueType: what PDF embeds as it is), drops
hints and layout features, and names the family Moments Serif, for modified versions may not carry the reserved name.
"""
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F),  # Latin
    (0x391, 0x3A9), (0x3B1, 0x3C9), (0x3D1, 0x3D1), (0x3D5, 0x3D6), (0x3F0, 0x3F1), (0x3F5, 0x3F5),  # Greek
    (0x2010, 0x2026), (0x2030, 0x203A), (0x20AC, 0x20AC),  # punctuation, primes
    (0x2102, 0x2102), (0x210B, 0x2115), (0x2119, 0x211D), (0x2124, 0x2124), (0x2130, 0x2133),  # letter-like
    (0x2190, 0x2195), (0x21A6, 0x21A6), (0x21D0, 0x21D4),  # arrows
    (0x2200, 0x2267), (0x226A, 0x226B), (0x2272, 0x2273), (0x2282, 0x2287), (0x2295, 0x2299), (0x22C5, 0x22C5),  # operators
    (0x2308, 0x230B), (0x25A1, 0x25A1), (0x27E8, 0x27E9),
]
CHARACTERS = [c for first, last in RANGES for c in range(first, last + 1)]
FAMILY = "Moments Serif"


def convert(source: Path, face: str, target: Path) -> None:
    font = TTFont(source)
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "DSIG", "BASE", "MATH"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)

    order = font.getGlyphOrder()
    outlines = {}
    for name, glyph in font.getGlyphSet().items():
        pen = TTGlyphPen(None)
        glyph.draw(Cu2QuPen(pen, max_err=0.6, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    for name in order:
        outlines[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outlines[name], "xMin", 0))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"

    names = font["name"]
    kept = {r.nameID: str(r) for r in names.names if r.nameID in (0, 7)}
    names.names = []
    texts = {
        0: kept[0], 1: FAMILY, 2: face, 3: f"{FAMILY} {face}, from STIX Fonts 1.1.0", 4: f"{FAMILY} {face}", 5: "Version 1.000",
        6: f"{FAMILY.replace(' ', '')}-{face.replace(' ', '')}",
        13: "SIL Open Font License 1.1. A modified version of fonts by the STI Pub Companies.",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.save(target)


for style in ("Regular", "Italic", "Bold"):
    out = Path(sys.argv[2]) / f"MomentsSerif-{style}.ttf"
    convert(Path(sys.argv[1]) / f"STIXGeneral-{style}.otf", style, out)
    print(out, out.stat().st_size)
