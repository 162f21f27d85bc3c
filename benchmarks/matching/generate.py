"""Write a match-bench folder of unlike statements: `python benchmarks/matching/generate.py DIR --seed 7 --lines 3000`.

Nothing here is shared with the engine: the names, references, prices, bank styles and slips are these files' own.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from folder import write
from payers import World, lines

from council import build


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--customers", type=int, default=9000)
    parser.add_argument("--slips", type=float, default=0.08, help="how many names carry a slip of the keys")
    options = parser.parse_args()
    council, rng = build(options.seed, options.customers), random.Random(options.seed * 7919)
    made = list(lines(World(council, rng, options.slips), options.lines))
    rng.shuffle(made)
    write(options.folder, council, made, rng)


if __name__ == "__main__":
    main()
