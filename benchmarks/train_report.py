"""Makes thai/data/report_model.json anew.   pip install scikit-learn==1.9.0 && python -m benchmarks.train_report [--check]

One logistic regression a label over the pieces of thai/report_signs.py, on the seen and own parts of tests/thai/messages (parted
as benchmarks/danger.py parts them). Prints F1 of each label by five-fold cross-validation; --check writes nothing.
scikit-learn is needed here alone; the service reads plain numbers.
"""

import argparse
import base64
import json
from array import array

import numpy
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import normalize

from benchmarks.danger import messages
from thai.danger import listen
from thai.numerals import arabic
from thai.report_model import MEANING, MEANT, MODEL, NOTED, SIGN
from thai.report_people import find_people
from thai.report_signs import features
from thai.text import normalise

PIECES = 20_000     # the most telling: a file of 1.2 MB (our own default: all that a small file holds)
RAREST = 3          # messages that a piece must stand in
STRENGTH = 20.0     # C of the regression (chosen by cross-validation)
LEANS = numpy.arange(-2.0, 2.01, 0.1)   # tried as the place where a label begins to be said


def learned() -> tuple[list[dict], list[set[str]]]:
    """What stands in each message, and what it is labelled with."""
    told, wanted, parts = [], [], messages()
    for line in parts["seen"] + parts["own"]:
        text, expect = arabic(normalise(line["text"])), line["expect"]
        told.append(dict.fromkeys(features(text, find_people(text), listen(text)), 1))
        codes = {f"{field}:{code}" for field in ("dangers", "groups", "problems") for code in expect[field]}
        wanted.append(codes | {f"urgency:{expect['urgency']}"})
    return told, wanted


def chosen(told: list[dict], wanted: list[set[str]], labels: list[str]) -> tuple[list[str], csr_matrix]:
    """All signs and the most telling of the other pieces, and which message has which."""
    vectorizer = DictVectorizer(dtype=numpy.float64)
    table = vectorizer.fit_transform(told)
    names = numpy.array(vectorizer.get_feature_names_out())
    often = numpy.asarray((table > 0).sum(axis=0))[0] >= RAREST
    table, names = table[:, often], names[often]
    telling = numpy.max([chi2(table, [label in one for one in wanted])[0] for label in labels], axis=0)
    telling[which(names, SIGN)] = numpy.inf
    kept = numpy.sort(numpy.argsort(-telling, kind="stable")[:PIECES])
    return list(names[kept]), table[:, kept]


def which(names: list[str], mark: str) -> numpy.ndarray:
    return numpy.array([name.startswith(mark) for name in names])


def weighed(names: list[str], table: csr_matrix) -> tuple[list[float], csr_matrix]:
    """The rarity of each piece (0 for a sign), and the messages as thai/report_model.py weighs them."""
    count, has = table.shape[0], numpy.asarray((table > 0).sum(axis=0))[0]
    signs, meanings = which(names, SIGN), which(names, MEANING)
    rarity = numpy.where(signs, 0.0, numpy.round(numpy.log((1 + count) / (1 + has)) + 1, 2))
    letters = normalize(table.multiply(rarity * ~meanings))
    meant = normalize(table.multiply(rarity * meanings)) * MEANT
    return rarity.tolist(), (letters + meant + table.multiply(signs * NOTED)).tocsr()


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_report", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    check = parser.parse_args().check
    told, wanted = learned()
    labels = sorted({label for one in wanted for label in one} - {"urgency:routine"})
    pieces, table = chosen(told, wanted, labels)
    rarity, table = weighed(pieces, table)
    fitted = [fit(label, table, numpy.array([label in one for one in wanted])) for label in labels]
    if not check:
        write(labels, pieces, rarity, fitted)


def fit(label: str, table: csr_matrix, truth: numpy.ndarray) -> tuple[numpy.ndarray, float]:
    """The weights of a label, and what it starts from."""
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000, solver="liblinear")
    folds = StratifiedKFold(5, shuffle=True, random_state=2562)
    rated = cross_val_predict(model, table, truth, cv=folds, method="decision_function")
    lean = max(LEANS, key=lambda lean: (round(f1_score(truth, rated > lean), 3), -abs(lean)))
    print(f"{label:30} {truth.sum():4} F1 {f1_score(truth, rated > lean):.3f}", flush=True)
    model.fit(table, truth)
    return model.coef_[0], round(float(model.intercept_[0] - lean), 4)


def write(labels: list[str], pieces: list[str], rarity: list[float], fitted: list):
    weights = numpy.array([one for one, _ in fitted]).T
    scale = round(127 / numpy.abs(weights).max(), 3)
    whole = array("b", numpy.rint(weights * scale).astype(int).flatten().tolist())
    told = {
        "labels": labels, "bias": [start for _, start in fitted], "scale": scale, "pieces": pieces, "rarity": rarity,
        "weights": base64.b64encode(whole.tobytes()).decode()}  # fmt: skip
    MODEL.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
