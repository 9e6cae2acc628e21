"""The search, measured side by side with what it stands on: `make bench`.

Every figure is a ratio of two ways that were taken in turn, in one run, on the same documents:
our search and the bare engine, our rebuild and a bare bulk load, our search and Wagtail's own.
Ratios carry over from one machine to another, times do not; no test asserts seconds.

    corpus.py      documents and searches, the same ones in every run
    models.py      the same documents as rows, which Wagtail's own search indexes
    timing.py      measures several ways in turn
    recording.py   what our engine asks of the bare one, to ask the same again
    searching.py, rebuilding.py, suggesting.py, pages.py    what is measured
    learning/      courses and packages, beside wagtail-lms; see there
    report.py      the table, and the file
"""
