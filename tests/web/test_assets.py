"""The built stylesheet and script are what the manifest says, and hold nothing that is the Crown's."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import piperoll.web

BUILT = Path(piperoll.web.__file__).parent / "static" / "piperoll"
MANIFEST = json.loads((BUILT / "MANIFEST.json").read_text())


def test_every_built_file_is_the_one_in_the_manifest() -> None:
    digests = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in BUILT.iterdir()
        if file.name != "MANIFEST.json"
    }
    assert digests == MANIFEST["files"]


def test_each_package_is_the_locked_version_under_its_licence() -> None:
    locked = json.loads((BUILT.parents[1] / "assets" / "package-lock.json").read_text())["packages"]
    for package in MANIFEST["packages"]:
        assert locked[f"node_modules/{package['name']}"]["version"] == package["version"]
        assert package["licence"] == "MIT"
    assert "Permission is hereby granted" in (BUILT / "LICENCES.txt").read_text()


def test_no_crown_no_transport_and_nothing_fetched_from_elsewhere() -> None:
    built = (BUILT / "piperoll.css").read_text() + (BUILT / "piperoll.js").read_text()
    assert "GDS Transport" not in built
    assert "crest" not in built
    assert "@font-face" not in built
    assert all(place.startswith("data:") for place in (part.split(")")[0] for part in built.split("url(")[1:]))


def test_nothing_stands_before_a_rule_that_would_make_browsers_skip_it() -> None:
    built = (BUILT / "piperoll.css").read_text(encoding="utf-8")
    assert "\ufeff" not in built
    assert "@charset" not in built


def test_the_councils_colour_is_decided_when_the_page_is_drawn() -> None:
    assert "var(--govuk-brand-colour" in (BUILT / "piperoll.css").read_text()
