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
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from benchmarks.danger import messages
from thai.danger import heard_danger
from thai.numerals import arabic
from thai.report_people import find_people
from thai.report_signs import MODEL, SCALE, features
from thai.text import normalise

PIECES = 8_000     # the most telling: a file of half a megabyte (chosen by cross-validation)
RAREST = 4          # messages that a piece must stand in
STRENGTH = 0.3      # C of the regression (chosen by cross-validation)
LEANS = numpy.arange(-2.0, 2.01, 0.1)   # tried as the place where a label begins to be said


def seen() -> tuple[list[dict], list[set[str]]]:
    lines, wanted = [], []
    parts = messages()
    for line in parts["seen"] + parts["own"]:
        text, expect = arabic(normalise(line["text"])), line["expect"]
        lines.append(dict.fromkeys(features(text, find_people(text), heard_danger(text)), 1))
        codes = {f"{field}:{code}" for field in ("dangers", "groups", "problems") for code in expect[field]}
        wanted.append(codes | {f"urgency:{expect['urgency']}"})
    return lines, wanted


def chosen(lines: list[dict], wanted: list[set[str]], labels: list[str]) -> tuple[list[str], numpy.ndarray]:
    """The most telling pieces, and which message has which."""
    vectorizer = DictVectorizer(dtype=numpy.float32)
    table = vectorizer.fit_transform(lines)
    often = numpy.asarray((table > 0).sum(axis=0))[0] >= RAREST
    table, names = table[:, often], numpy.array(vectorizer.get_feature_names_out())[often]
    told = numpy.max([chi2(table, [label in one for one in wanted])[0] for label in labels], axis=0)
    kept = SelectKBest(lambda *_: told, k=min(PIECES, len(names))).fit(table, [0] * len(lines)).get_support()
    return list(names[kept]), table[:, kept]


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_report", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    lines, wanted = seen()
    labels = sorted({label for one in wanted for label in one} - {"urgency:routine"})
    pieces, table = chosen(lines, wanted, labels)
    weights, bias = [], []
    for label in labels:
        truth = numpy.array([label in one for one in wanted])
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000, solver="liblinear")
        folds = StratifiedKFold(5, shuffle=True, random_state=2562)
        rated = cross_val_predict(model, table, truth, cv=folds, method="decision_function")
        lean = max(LEANS, key=lambda lean: (round(f1_score(truth, rated > lean), 3), -abs(lean)))
        print(f"{label:30} {truth.sum():4} F1 {f1_score(truth, rated > lean):.3f}")
        model.fit(table, truth)
        weights.append(model.coef_[0])
        bias.append(round(float(model.intercept_[0] - lean), 4))
    if not parser.parse_args().check:
        write(labels, pieces, numpy.array(weights).T, bias)


def write(labels: list[str], pieces: list[str], weights: numpy.ndarray, bias: list[float]):
    largest = numpy.abs(weights).max()
    print(f"largest weight {largest:.2f}: kept in steps of 1/{SCALE}")
    whole = array("b", numpy.clip(numpy.rint(weights * SCALE), -127, 127).astype(int).flatten().tolist())
    told = {"labels": labels, "bias": bias, "pieces": pieces, "weights": base64.b64encode(whole.tobytes()).decode()}
    MODEL.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
