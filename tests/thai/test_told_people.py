"""Who, how old, what money, which day: our own sentences, written before the rules that read them (benchmarks/people.py)."""

import pytest

from benchmarks.danger import lines
from benchmarks.people import FILE, read, scores

LABELLED = lines(FILE)
SCORES = scores(LABELLED, [read(line) for line in LABELLED])


@pytest.mark.parametrize(("field", "least"), [
    ("names", 0.87), ("ages", 0.95), ("incomes", 0.95), ("visited_on", 0.95),
])  # fmt: skip
def test_floors_on_sentences_that_nothing_was_learned_from(field, least):
    assert SCORES[field].f1 >= least
