"""How much each agreement between two customers is worth, in bits, and its words: the whole of the engine's judgement.

A level's weight is log2(m / u): how often two accounts of one person agree so (m) against how often two strangers do
(u). The figures are set, not learnt, so that a pair is worth the same in a village and in a city, today and next
year; only the rarity of a name is counted from the customers themselves. The first level that holds is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STRANGERS = 2.0**-14
"""The chance that two customers who share a key are one, before anything is compared."""


@dataclass(frozen=True)
class Level:
    """One way two values may agree: a condition in DuckDB's SQL, its words, m and u; `rare` counts its rarity."""

    when: str
    words: str
    m: float
    u: float
    rare: str = ""


@dataclass(frozen=True)
class Comparison:
    """What is compared: `of` are the columns it needs on both sides; unknown on either is no evidence at all."""

    name: str
    of: tuple[str, ...]
    levels: tuple[Level, ...]

    def settings(self) -> dict[str, Any]:
        """As splink takes it."""
        unknown = " OR ".join(f"{column}_l IS NULL OR {column}_r IS NULL" for column in self.of)
        levels: list[dict[str, Any]] = [
            {"sql_condition": unknown, "label_for_charts": "unknown", "is_null_level": True}
        ]
        for level in self.levels:
            rarity: dict[str, Any] = {}
            if level.rare:
                rarity = {
                    "tf_adjustment_column": level.rare,
                    "tf_adjustment_weight": 1.0,
                    "tf_minimum_u_value": level.u / 3,
                }
            levels.append(
                {
                    "sql_condition": level.when, "label_for_charts": level.words or "otherwise",
                    "m_probability": level.m, "u_probability": level.u, **rarity,
                }
            )  # fmt: skip
        return {"output_column_name": self.name, "comparison_levels": levels}

    def said(self, gamma: int) -> str:
        """The words of the level splink numbered so: it counts from the last, and -1 is unknown."""
        return "" if gamma < 0 else self.levels[len(self.levels) - 1 - gamma].words


COMPARISONS = (
    Comparison("surname", ("surname",), (
        Level("surname_l = surname_r", "same surname", 0.80, 0.003, rare="surname"),
        Level("jaro_winkler_similarity(surname_l, surname_r) >= 0.90"
              " OR (length(surname_l) > 3 AND damerau_levenshtein(surname_l, surname_r) = 1)",
              "surnames nearly alike", 0.12, 0.006),
        Level("surname_l = forename_r AND forename_l = surname_r", "first name and surname exchanged", 0.02, 0.00005),
        Level("list_has_any(string_split(coalesce(whole_name_l, surname_l), ' '), [surname_r])"
              " OR list_has_any(string_split(coalesce(whole_name_r, surname_r), ' '), [surname_l])",
              "one's surname among the other's names", 0.04, 0.01),
        Level("ELSE", "surnames differ", 0.04, 0.98),
    )),
    Comparison("forename", ("forename",), (
        Level("(length(forename_l) = 1 OR length(forename_r) = 1) AND forename_l[1] = forename_r[1]",
              "an initial that fits", 0.15, 0.06),
        Level("forename_l = forename_r", "same first name", 0.70, 0.015, rare="forename"),
        Level("jaro_winkler_similarity(forename_l, forename_r) >= 0.88", "first names nearly alike", 0.10, 0.008),
        Level("surname_l = forename_r AND forename_l = surname_r", "first name and surname exchanged", 0.02, 0.0003),
        Level("forename_l[1] = forename_r[1]", "first names differ after the initial", 0.006, 0.06),
        Level("ELSE", "first names differ", 0.005, 0.86),
    )),
    Comparison("place", ("postcode",), (
        Level("postcode_l = postcode_r AND house_l = house_r", "same house and postcode", 0.55, 0.0012),
        Level("house_l = house_r AND district_l = district_r AND jaro_winkler_similarity(street_l, street_r) >= 0.94",
              "same house and street, another postcode", 0.06, 0.001),
        Level("postcode_l = postcode_r AND (house_l IS NULL OR house_r IS NULL)", "same postcode", 0.08, 0.0015),
        Level("postcode_l = postcode_r", "same postcode, another house", 0.04, 0.004),
        Level("damerau_levenshtein(postcode_l, postcode_r) <= 1 AND coalesce(house_l = house_r, true)",
              "postcodes one slip apart", 0.04, 0.004),
        Level("ELSE", "live elsewhere", 0.12, 0.99),
    )),
    Comparison("email", ("email",), (
        Level("email_l = email_r", "same email", 0.60, 0.0002),
        Level("damerau_levenshtein(email_l, email_r) <= 1 OR (split_part(email_l, '@', 1) = split_part(email_r, '@', 1)"
              " AND length(split_part(email_l, '@', 1)) > 4)", "emails nearly alike", 0.10, 0.0005),
        Level("ELSE", "emails differ", 0.30, 0.99),
    )),
    Comparison("phone", ("phone",), (
        Level("phone_l = phone_r", "same telephone", 0.60, 0.001),
        Level("ELSE", "telephones differ", 0.40, 0.99),
    )),
    Comparison("company_number", ("company_number",), (
        Level("company_number_l = company_number_r", "same company number", 0.97, 0.0001),
        Level("ELSE", "company numbers differ", 0.03, 0.9999),
    )),
    Comparison("born", ("born",), (
        Level("born_l = born_r", "same date of birth", 0.65, 0.0003),
        Level("damerau_levenshtein(born_l, born_r) <= 1", "dates of birth one slip apart", 0.13, 0.002),
        Level("substr(born_l, 1, 4) = substr(born_r, 1, 4) OR substr(born_l, 5) = substr(born_r, 5)",
              "dates of birth agree in part", 0.12, 0.03),
        Level("ELSE", "dates of birth differ", 0.10, 0.97),
    )),
)  # fmt: skip

KEYS: tuple[tuple[str, ...], ...] = (
    ("postcode", "sounds"),
    ("postcode", "house", "initial"),
    ("email",),
    ("phone",),
    ("company_number",),
    ("surname", "forename", "district"),
    ("rare_name",),
    ("rare_sound",),
    ("street", "house", "sounds"),
    ("born", "sounds"),
    ("born", "initial"),
    ("postcode", "forename"),
)
"""Two customers are compared when they share all the parts of any one of these."""
