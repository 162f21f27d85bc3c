"""How long a text message is: counted in parts, as the networks send them and GOV.UK Notify charges for them.

160 letters of the networks' own alphabet (GSM 03.38) make one part, and 153 each of several; a few marks count twice.
One letter outside that alphabet, as most Welsh accents are, makes it 70 and 67. Notify sends 918 letters at most.
"""

from __future__ import annotations

_ALPHABET = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_COUNT_TWICE = set("[]{}^\\|~€")
_DEARER = set("ÁÀÂÃáâãÊËÈêëÎÏÌÍîïíÔÕÒÓôõóÛÙÚûúÝýŴŵẀẁẂẃẄẅŶŷỲỳŸÿçñ")
_PLAINER = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "…": "...", "\u00a0": " "}
)
MOST_LETTERS = 918


def plainer(text: str) -> str:
    """The text as it is sent: printers' quotes and dashes in their plain form, which cost nothing extra."""
    return text.translate(_PLAINER)


def cannot_be_texted(text: str) -> list[str]:
    """The letters no telephone would show as they are, each once."""
    known = _ALPHABET | _COUNT_TWICE | _DEARER
    return [letter for letter in dict.fromkeys(plainer(text)) if letter not in known]


def letters(text: str) -> int:
    """How many letters a text counts as."""
    said = plainer(text)
    return len(said) + sum(letter in _COUNT_TWICE for letter in said)


def parts(text: str) -> int:
    """How many messages a text is charged as."""
    said = plainer(text)
    if all(letter in _ALPHABET or letter in _COUNT_TWICE for letter in said):
        whole, each, count = 160, 153, letters(said)
    else:
        whole, each, count = 70, 67, len(said)
    return 1 if count <= whole else -(-count // each)
