"""Rows as a file: JSON lines, CSV, or a workbook. Whole or absent: an export that fails half-way leaves nothing behind."""
import csv
import io
from pathlib import Path

import orjson
import xlsxwriter

FORMATS = ("jsonl", "csv", "xlsx")
# A spreadsheet would take a text that begins so for a formula (OWASP, CSV injection), a Thai or Japanese one full-width too.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_ROWS = 1_048_575       # of one sheet below its heading (Excel's own limit)


class TooMuch(ValueError):
    """More than the kind of file can hold."""


def write(rows, how: str, out) -> int:
    """Writes an iterable of dicts to the binary stream `out`; gives the number of rows."""
    return {"jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx}[how](rows, out)


def write_file(rows, how: str, path: Path) -> int:
    """The same into a file that appears only when it is complete."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as out:
            count = write(rows, how, out)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _jsonl(rows, out) -> int:
    count = 0
    for row in rows:
        out.write(orjson.dumps(row) + b"\n")
        count += 1
    return count


def _csv(rows, out) -> int:
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)     # with a BOM, or Excel reads Thai as noise
    writer, count = None, 0
    for row in rows:
        count += 1
        if writer is None:
            writer = csv.DictWriter(text, row.keys())
            writer.writeheader()
        writer.writerow({name: safe(value) for name, value in row.items()})
    text.detach()
    return count


def _xlsx(rows, out) -> int:
    count = 0
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for count, row in enumerate(rows, 1):
            if count == 1:
                sheet.write_row(0, 0, row.keys())
            if count > MOST_ROWS:
                raise TooMuch(f"a workbook holds {MOST_ROWS:,} rows and there are more; export as csv, or one area at a time")
            sheet.write_row(count, 0, [flat(value) for value in row.values()])
    return count


def flat(value):
    """One cell: lists and dicts as JSON."""
    return orjson.dumps(value).decode() if isinstance(value, (list, dict)) else value


def safe(value):
    """One cell of a CSV that no spreadsheet will run."""
    value = flat(value)
    return "'" + value if isinstance(value, str) and value.startswith(DANGEROUS) else value
