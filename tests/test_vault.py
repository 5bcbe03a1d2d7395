"""What a stolen database file gives away, and what it does not."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlmodel import SQLModel

from models.vault import NONCE_BYTES, Unreadable, Vault
from tests.factories import volunteer
from tests.flows.test_visit import FIRST
from tests.wire import DATA_KEY

COLUMN = "volunteer.phone"


@pytest.fixture
def vault():
    return Vault(DATA_KEY)


@pytest.mark.parametrize("value", ["0812345678", "", "ยายคำ", 7, 0, 1.5, True, None, [], {"ชื่อ": ["ยายคำ", None]}])
def test_what_was_sealed_is_opened_again(vault, value):
    assert vault.open(vault.seal(value, COLUMN), COLUMN) == value


def test_an_empty_column_is_empty(vault):
    assert vault.open(None, COLUMN) is None


def test_nothing_of_it_can_be_read(vault):
    assert b"0812345678" not in vault.seal("0812345678", COLUMN)


def test_the_same_value_looks_different_each_time(vault):
    assert len({vault.seal("0812345678", COLUMN) for _ in range(100)}) == 100
    assert len({vault.seal("0812345678", COLUMN)[:NONCE_BYTES] for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "how",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed + b"x",
        lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:],
        lambda sealed: sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:],
        lambda sealed: b"",
        lambda sealed: b"short",
        lambda sealed: sealed[:NONCE_BYTES],
    ],
)
def test_a_damaged_value_does_not_open(vault, how):
    with pytest.raises(Unreadable):
        vault.open(how(vault.seal("0812345678", COLUMN)), COLUMN)


def test_nor_under_another_key_or_in_another_column(vault):
    sealed = vault.seal("0812345678", COLUMN)
    with pytest.raises(Unreadable):
        Vault(DATA_KEY + "x").open(sealed, COLUMN)
    with pytest.raises(Unreadable):
        vault.open(sealed, "visit.note")


def test_what_is_raised_says_nothing_of_it(vault):
    with pytest.raises(Unreadable) as told:
        vault.open(vault.seal("0812345678", COLUMN)[:-1], COLUMN)
    assert str(told.value) == COLUMN


def test_the_hash_is_found_again_and_needs_the_key(vault):
    assert vault.hashed("0812345678") == Vault(DATA_KEY).hashed("0812345678")
    assert vault.hashed("0812345678") != vault.hashed("0812345679")
    assert vault.hashed("0812345678") != Vault(DATA_KEY + "x").hashed("0812345678")
    assert len(vault.hashed("ก")) == 64


def test_the_short_hash_is_a_number_that_both_databases_hold(vault):
    numbers = [vault.hashed_short(str(number)) for number in range(1000)]
    assert numbers == [Vault(DATA_KEY).hashed_short(str(number)) for number in range(1000)]
    assert len({*numbers, *(Vault(DATA_KEY + "x").hashed_short(str(number)) for number in range(1000))}) == 2000
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert min(numbers) < 0 < max(numbers)


def test_the_key_of_the_hashes_does_not_open(vault):
    """Two keys from one secret: whoever learns one has not learnt the other."""
    sealed = vault.seal("0812345678", COLUMN)
    with pytest.raises(InvalidTag):
        AESGCM(vault._hash_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], COLUMN.encode())


def test_a_stolen_file_names_no_phone_and_no_word(town):
    """The whole of a database after a registration and a visit, searched for what must not be readable."""
    volunteer(town.db)
    town(FIRST)
    town("""
        > เขาเป็นหนี้นอกระบบ 123456
        < ยังไม่เข้าใจค่ะ
        < อยากทำอะไรคะ
    """)
    stolen = everything(town)
    assert "ยายคำ ใจดี" in stolen  # the households themselves are readable: they are what officers search
    for secret in ("0812345678", "081-234-5678", "หนี้นอกระบบ", "123456", "น่ารัก", "อยากทำอะไรคะ"):
        assert secret not in stolen


def everything(town) -> str:
    told = []
    with town.db.reading() as tx:
        for table in SQLModel.metadata.sorted_tables:
            if table.name != "area":
                told += [text_of(value) for row in tx.all(table.select()) for value in row]
    return "\n".join(told)


def text_of(value) -> str:
    return bytes(value).decode("utf-8", "ignore") if isinstance(value, (bytes, memoryview)) else str(value)
