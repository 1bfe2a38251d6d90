#!/usr/bin/env python3
"""merge_fonts.py PACKAGE OUTDIR: joins the woff2 subsets of @fontsource/be-vietnam-pro into one TTF per weight.

A web page loads latin, latin-ext and vietnamese as three files; FreeType wants one. The subsets overlap (digits, space,
combining marks), and fontTools' Merger keeps the first glyph of each letter, so latin goes first. Layout (kerning, tnum)
is kept for all three where it can be merged, else that of latin alone.
"""
import pathlib
import sys
import tempfile

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
SUBSETS = ("latin", "latin-ext", "vietnamese")
# One of each kind that must be there: plain, horned, stacked marks, đ, dong sign, dash, ellipsis, tabular digits.
NEEDED = "AaƠơƯưẤấẬậẶặỄễỘộỰựỸỹĐđ₫–…“”09"


def subset(package, name, weight, folder, with_layout):
    font = TTFont(package / "files" / f"be-vietnam-pro-{name}-{weight}-normal.woff2")
    font.flavor = None
    if not with_layout:
        for table in ("GPOS", "GSUB", "GDEF"):
            if table in font:
                del font[table]
    path = folder / f"{name}-{weight}.ttf"
    font.save(path)
    return str(path)


def merge(package, weight, folder):
    try:
        return Merger().merge([subset(package, name, weight, folder, True) for name in SUBSETS])
    except Exception as fault:  # fontTools raises many kinds; any of them means the same here
        print(f"weight {weight}: layout kept for latin only ({fault})", file=sys.stderr)
        return Merger().merge([subset(package, name, weight, folder, name == "latin") for name in SUBSETS])


def main():
    package, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        for weight, name in WEIGHTS.items():
            font = merge(package, weight, pathlib.Path(folder))
            missing = [letter for letter in NEEDED if ord(letter) not in font.getBestCmap()]
            if missing:
                sys.exit(f"weight {weight} lacks {' '.join(missing)}")
            font.save(out / f"BeVietnamPro-{name}.ttf")


if __name__ == "__main__":
    main()
