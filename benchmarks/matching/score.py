"""Score predictions against a generated folder: `python benchmarks/matching/score.py DIR PREDICTIONS [...]`, in pairs.

Right: allocated, and exactly the invoices and pence of the truth. Wrong: any pence put on an invoice the truth does
not name, or allocated when it names none. Of a payment sent twice either may be the one allocated.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

NOBODYS = (
    *("stranger", "stranger like ours", "third party", "namesake", "either of a household", "either branch"),
    "names another",
    *("paid already", "other ledger", "duplicate"),
)


def score(folder: Path, predictions: Path) -> dict[str, Counter[str]]:
    """Verdicts counted by kind of line."""
    answers = {each["line_id"]: each for each in map(json.loads, predictions.open())}
    truth = [json.loads(text) for text in (folder / "truth.jsonl").open()]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    twins = {next(iter(each["twin"])) for each in truth if each["twin"]}
    for each in truth:
        counts[each["kind"]][verdict(each, answers.get(each["line_id"], {}), twins)] += 1
    return counts


def verdict(truth: dict, answer: dict, twins: set[str]) -> str:
    """right, wrong, inexact, suggested, held; for money that is nobody's of ours, kept or routed."""
    got = {part["invoice"]: part["amount_pence"] for part in answer.get("allocations", ())}
    if answer.get("status") != "allocated" or not got:
        if not truth["pays"]:
            return "kept" if answer.get("ledger", "") == truth["ledger"] else "misrouted"
        return "suggested" if got else "twin" if truth["kind"] == "clean" and set(truth["pays"]) <= twins else "held"
    if got == truth["twin"]:
        return "twin"
    if got == truth["pays"]:
        return "right"
    return "wrong" if set(got) - set(truth["pays"]) else "inexact"


def main() -> None:
    total: dict[str, Counter[str]] = defaultdict(Counter)
    arguments = [Path(argument) for argument in sys.argv[1:]]
    for folder, predictions in zip(arguments[::2], arguments[1::2], strict=True):
        for kind, counts in score(folder, predictions).items():
            total[kind] += counts
    for kind in sorted(total):
        print(f"{kind:24}", dict(total[kind].most_common()))
    every = sum(total.values(), Counter())
    payable = [counts for kind, counts in total.items() if kind not in NOBODYS]
    right = sum(counts["right"] + counts["twin"] for counts in payable)
    share = 100 * right / sum(map(Counter.total, payable))
    print(f"{every.total():,} lines; right {share:.2f}% of those payable; ", end="")
    print(f"wrong {every['wrong']}; inexact {every['inexact']}")


if __name__ == "__main__":
    main()
