"""A file is known by what it holds; what is no statement is refused in a sentence."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from piperoll.commands import read_statement
from piperoll.formats.recognise import read_statements, recognise
from piperoll.formats.refusals import FileEmpty, FileRefused, NotAStatement
from piperoll.formats.write_statements import FORMATS, write_statements
from piperoll.foundations.refusals import Refused

SAMPLES = Path(__file__).parents[2] / "samples" / "bank_statements"


@pytest.mark.parametrize("content", [b"", b"  \r\n\r\n", b"\xef\xbb\xbf", b"\x1a"])
def test_an_empty_file_is_said_to_be_empty(content):
    with pytest.raises(FileEmpty, match="empty"):
        recognise(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xd0\xcf\x11\xe0....", "old Office"),
        (b"\x1f\x8b\x08..", "compressed"),
        (b"OFXHEADER:100\nDATA:OFXSGML", "OFX"),
        (b'<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX></OFX>', "OFX"),
        (b"!Type:Bank\nD16/11/2026", "QIF"),
        ("Date,Amount,Description\n".encode("utf-16-le"), "not text"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x7fELF\x02\x01\x01\x00", "not text"),
        (b"Dear Anytown,\nplease find attached", "no format we know"),
        (b"<html><body>404</body></html>", "no format we know"),
        (b"<?xml version='1.0'?><invoice/>", "no bank statement"),
        (b'{"lines": []}', "no format we know"),
    ],
)
def test_what_is_no_statement_is_named_for_what_it_is(content, words):
    with pytest.raises(NotAStatement, match=words):
        recognise(content)


def test_the_sentence_names_the_file_but_not_its_folder():
    with pytest.raises(NotAStatement) as refused:
        recognise(b"Dear Anytown", "/home/prudence/letter.txt")
    assert "line 1 of letter.txt ('Dear Anytown')" in str(refused.value)
    assert "prudence" not in str(refused.value)


def test_warnings_say_what_a_person_should_know():
    warnings = " ".join(read_statements((SAMPLES / "camt053-latin-1-euro.xml").read_bytes()).warnings)
    assert "is in EUR: it can be read but not posted" in warnings
    assert "1 movement not yet booked" in " ".join(
        read_statements((SAMPLES / "camt053-pending-and-reversal.xml").read_bytes()).warnings
    )
    assert read_statements((SAMPLES / "mt940-two-accounts.sta").read_bytes()).warnings == ()


def test_an_unknown_format_is_not_written():
    with pytest.raises(ValueError, match="none of camt"):
        write_statements([], "papyrus")
    assert all(isinstance(write_statements([], name), bytes) for name in FORMATS if name != "csv:barclays-daily")


def run(*words):
    parser = argparse.ArgumentParser()
    read_statement.arguments(parser)
    return read_statement.run(parser.parse_args([str(word) for word in words]))


def test_the_command_answers_with_json_and_a_table():
    answer = run(SAMPLES / "csv-lloyds-online.csv")
    (statement,) = json.loads(json.dumps(answer.data))["statements"]
    assert (statement["proof"], statement["sterling"], statement["opening_pence"]) == ("proved", True, 100000)
    assert statement["lines"][1]["amount_pence"] == -5000
    assert "proof: proved" in answer.text
    assert answer.exit_code == 0


def test_the_command_takes_a_profile():
    assert run(SAMPLES / "csv-hsbcnet.csv", "--profile", "hsbcnet").data["format"] == "csv:hsbcnet"
    with pytest.raises(FileRefused):
        run(SAMPLES / "csv-hsbcnet.csv", "--profile", "plain")


@pytest.mark.parametrize("path", [SAMPLES, SAMPLES / "lost.csv"], ids=["folder", "missing"])
def test_a_file_that_cannot_be_opened_is_told(path):
    with pytest.raises(Refused, match="cannot be opened"):
        run(path)
