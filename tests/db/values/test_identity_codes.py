"""Identity numbers, credit codes and telephones: published vectors, refusals with hints, masks."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, strategies as st
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum

from db import clock
from db.values.field import Field
from db.values.identity_codes import CITIZEN_CHECKS, CREDIT_SIGNS, citizen_check, credit_check, inner_check
from db.values.kinds import KINDS, read


def code(kind: str, raw: object):
    return read(raw, Field("f", "栏", kind))


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("440524188001010014", "440524188001010014"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("'11010519491231002X", "11010519491231002X"),
        ("370202********1234", "370202********1234"),
        ("370202********123X", "370202********123X"),
    ],
)
def test_identity_numbers(raw, content):
    reading = code("citizen_id", raw)
    assert reading.kind in ("same", "read"), reading.note
    assert reading.cell.value == content


@pytest.mark.parametrize("first", ["81000019900101001", "82000019900101001", "83000019900101001", "91137084019900101"])
def test_residents_without_a_district(first):
    if first.startswith("9"):
        first = "911156" + "19900101" + "001"  # 9, place, nationality, birth, order
    assert code("citizen_id", first + citizen_check(first)).kind == "same"


@pytest.mark.parametrize("district", ["370205", "370282", "370284"])
def test_districts_of_the_past_live_on(district):
    first = district + "19700101001"
    assert code("citizen_id", first + citizen_check(first)).kind == "same"


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("110105194912310021", "末位应为X，现为1"),
        ("110105194902300021", "19490230"),
        ("110105491231002", "18位"),
        ("1101051949123100", "16位"),
        ("11010519491231002A", "末位可为X"),
        ("1.10105E+17", "以文本粘贴"),
        (1.1010519491231e17, "以文本粘贴"),
        (110105194912310021, "以文本粘贴"),
        (110105491231002, "18位"),
        ("****", "18位"),
    ],
)
def test_no_identity_numbers(raw, note):
    reading = code("citizen_id", raw)
    assert reading.kind == "refused"
    assert note in reading.note


def test_nobody_is_born_tomorrow():
    born = clock.today() + datetime.timedelta(days=1)
    first = f"370202{born:%Y%m%d}001"
    assert "今天之后" in code("citizen_id", first + citizen_check(first)).note


@pytest.mark.parametrize("raw", ["91350100M000100Y43", "11320000MB151840XJ", "９１350100m000100y43", "91350100 M000100Y4 3"])
def test_credit_codes(raw):
    assert code("credit_code", raw).kind in ("same", "read")


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("91350100M000100Y4Z", "“Z”"),
        ("9135O100M000100Y43", "“O”"),
        ("91350100M000100Y44", "末位应为3，现为4"),
        ("M000100Y4", "9位"),
        (9.1350100123456e17, "以文本粘贴"),
    ],
)
def test_no_credit_codes(raw, note):
    reading = code("credit_code", raw)
    assert reading.kind == "refused"
    assert note in reading.note


def test_the_organisation_code_inside_is_checked_too():
    assert inner_check("M000100Y") == "4"
    first = "91350100M000100Y5"
    assert "主体标识码" in code("credit_code", first + credit_check(first)).note


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("13800138000", "13800138000"),
        (13800138000.0, "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("0532-82600056", "0532-82600056"),
        ("053282600056", "0532-82600056"),
        ("0532 82600056", "0532-82600056"),
        ("（0532）82600056", "0532-82600056"),
        ("０５３２——８２６０００５６", "0532-82600056"),
        ("0531—82600056—8703", "0531-82600056-8703"),
        ("0532-82600056转8703", "0532-82600056-8703"),
        ("+86-532-82600056", "0532-82600056"),
        ("400-600-1234", "4006001234"),
        ("12345", "12345"),
        ("138****5678", "138****5678"),
        ("0532-****0056", "0532-****0056"),
    ],
)
def test_telephones(raw, content):
    reading = code("phone", raw)
    assert reading.kind in ("same", "read"), reading.note
    assert reading.cell.value == content


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("82600056", "区号"),
        ("1380013800", "11位"),
        ("12800138000", "11位"),
        ("0531—82600056—8703/8079", "请核对"),
        ("13800138000、13900139000", "只填一个"),
        ("张三", "11位"),
    ],
)
def test_no_telephones(raw, note):
    reading = code("phone", raw)
    assert reading.kind == "refused"
    assert note in reading.note


@pytest.mark.parametrize(
    ("kind", "content", "masked"),
    [
        ("citizen_id", "11010519491231002X", "110105********002X"),
        ("citizen_id", "1101051949", "**********"),
        ("phone", "13812345678", "138****5678"),
        ("phone", "0532-82600056", "0532-****0056"),
        ("phone", "0532-82600056-8703", "0532-****0056"),
        ("phone", "12345", "*****"),
        ("text", "张小三", "张**"),
        ("text", "张", "*"),
    ],
)
def test_masks_hide_the_middle_and_masking_twice_is_once(kind, content, masked):
    assert KINDS[kind].mask(content) == masked
    assert KINDS[kind].mask(masked) == masked


@pytest.mark.parametrize(("kind", "content"), [("citizen_id", "11010519491231002X"), ("phone", "13812345678"), ("phone", "0532-82600056")])
def test_masked_numbers_are_values(kind, content):
    masked = KINDS[kind].mask(content)
    assert code(kind, masked).cell.value == masked


# --- beside another's reading of the same standards


DISTRICTS = ("370202", "370203", "370281", "110105")  # today's: another program refuses those of the past
BIRTHS = st.dates(datetime.date(1995, 1, 1), datetime.date(2025, 12, 31))


@given(st.sampled_from(DISTRICTS), BIRTHS, st.integers(0, 999), st.sampled_from(CITIZEN_CHECKS))
def test_another_program_agrees_on_identity_numbers(district, birth, order, last):
    body = f"{district}{birth:%Y%m%d}{order:03}"
    assert ric.calc_check_digit(body + last) == citizen_check(body)
    judged_alike("citizen_id", ric, body, citizen_check(body), last)


@given(st.text("0123456789", min_size=8, max_size=8), st.text(CREDIT_SIGNS, min_size=8, max_size=8), st.sampled_from(CREDIT_SIGNS))
def test_another_program_agrees_on_credit_codes(head, organisation, last):
    """The organisation code inside is right: another program does not check it."""
    body = head + organisation + inner_check(organisation)
    assert uscc.calc_check_digit(body + last) == credit_check(body)
    judged_alike("credit_code", uscc, body, credit_check(body), last)


def judged_alike(kind, other, body, check, last):
    """Right with its check character, and with any other refused for it."""
    assert code(kind, body + check).kind == "same"
    assert other.is_valid(body + check)
    if last != check:
        assert f"末位应为{check}" in str(code(kind, body + last).note)
        with pytest.raises(InvalidChecksum):
            other.validate(body + last)
