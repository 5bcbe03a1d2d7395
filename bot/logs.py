"""Logs as one JSON object a line, without personal data: ids of events and rows, kinds, states and causes."""
import logging
import sys

import structlog

QUIET = ("urllib3", "linebot", "werkzeug", "alembic", "sqlalchemy.engine")   # they may write bodies, links or values


def set_up_logs():
    """Sends everything that is logged through one formatter to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True)],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta, _without_values,
            structlog.processors.JSONRenderer(ensure_ascii=False)]))
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.INFO
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _without_values(_logger, _name, line: dict) -> dict:
    """A traceback tells where; the text of an exception and the values of its frames may hold what a person wrote."""
    info = line.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else None
    if error is not None:
        line["error"], line["where"] = type(error).__name__, list(_places(error.__traceback__))
    return line


def _places(trace):
    while trace:
        yield place_of(trace)
        trace = trace.tb_next


def place_of(trace) -> str:
    """ "models/people.py:31": with its folder, for there is more than one people.py."""
    return f"{'/'.join(trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-2:])}:{trace.tb_lineno}"


def cause_of(error: Exception) -> str:
    """The kind of error and the line where it arose; never its words, which may hold what a person wrote."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{type(error).__name__} at {place_of(trace)}" if trace else type(error).__name__
