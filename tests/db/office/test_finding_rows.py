"""Rows of a ledger searched, filtered and sorted: anything may be looked for."""

from __future__ import annotations

import pytest

from db.office.office import Office
from db.packs.catalogue import Catalogue
from db.packs.model import Form
from db.periods.report_period import Period
from db.values.cell import value
from tests.many_rows import load_rows

LEDGER = "lg-old-community"


@pytest.fixture
def ledger(catalogue: Catalogue) -> Form:
    return catalogue.ledgers[LEDGER]


def test_find_filter_and_sort(office: Office, ledger: Form, october: Period) -> None:
    names = ["浮山所小区", "八大湖小区", "䶮苑", "湛山花园"]
    load_rows(office, ledger, october, [{"community": value(name), "households": value(n * 10)} for n, name in enumerate(names)])

    def found(**choice: object) -> list[object]:
        return [one.value("community") for one in office.page(ledger, october, office.ids(ledger, october, **choice))]

    assert found(search="小区") == names[:2]
    assert found(search="䶮") == ["䶮苑"]
    assert found(search="30") == ["湛山花园"]
    assert found(order=[("households", True)]) == names[::-1]
    assert found(filters={"community": "山"}) == ["浮山所小区", "湛山花园"]
    assert found(filters={"street": "="}) == names


NUMBERS = {"households": 85, "investment_total": 1234.5, "physical_progress": 85.0, "built_year": 1996}  # by kind


@pytest.mark.parametrize(
    "text", ["①", "5²", "٥", "85.", ".", "-", "1.2.3", "½", "Ⅷ", "八", "85万", "1e5", "%", "'", '"', "９" * 400, "\x00"]
)
@pytest.mark.parametrize("how", ["search", "holds", "equals"])
def test_anything_may_be_looked_for(office: Office, ledger: Form, october: Period, how: str, text: str) -> None:
    load_rows(office, ledger, october, [{name: value(number) for name, number in NUMBERS.items()}])
    columns = {field.id for field in ledger.fields} if how != "search" else {""}
    for name in columns:
        choice = {"search": text} if how == "search" else {"filters": {name: text if how == "holds" else f"={text}"}}
        assert len(office.ids(ledger, october, **choice)) in (0, 1)


@pytest.mark.parametrize(
    ("name", "equal", "unequal"),
    [
        ("households", ("85", "８５", "85.0", "+85"), ("8", "850", "①", "85.5")),
        ("investment_total", ("1234.5", "1,234.5", "１２３４．５", "1234.50"), ("1234", "234.5", "1234.5²")),
        ("physical_progress", ("85", "85%", "８５％"), ("0.85", "5.0", "85.01")),
        ("built_year", ("1996", "１９９６"), ("96", "1997", "199①")),
    ],
)
def test_a_number_is_found_however_it_is_written(
    office: Office, ledger: Form, october: Period, name: str, equal: tuple[str, ...], unequal: tuple[str, ...]
) -> None:
    load_rows(office, ledger, october, [{name: value(NUMBERS[name])}, {}])

    def found(**choice: object) -> int:
        return len(office.ids(ledger, october, **choice))

    assert {text: found(filters={name: f"={text}"}) for text in (*equal, *unequal)} == dict.fromkeys(equal, 1) | dict.fromkeys(unequal, 0)
    assert {text: found(search=text) for text in (*equal, *unequal)} == dict.fromkeys(equal, 1) | dict.fromkeys(unequal, 0)
    assert found(filters={name: "="}) == 1
    plain = equal[0]
    assert {part: found(filters={name: part}) for part in (plain, plain[:2], plain[-2:], equal[1])} == dict.fromkeys(
        (plain, plain[:2], plain[-2:], equal[1]), 1
    )
    assert found(filters={name: ".0"}) == 0
