"""The Thai language as volunteers type it: numbers, dates, names, phones, places.

Pure and usable on its own. Nothing here reads a clock, a database or a network, and nothing raises
on what a person typed: a result says what was understood, or why not. This is the only room that may
import pythainlp, and it does so only inside the functions that need it (80 MB and 0.8 s otherwise).
"""
