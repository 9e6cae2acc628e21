"""A pytest plugin: with CI=true a skip is a failure, for what could not run was not checked."""

import os

import pytest

NO_SKIPS = os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _never_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """For a module that skips itself while it is collected."""
    return _never_skipped((yield))


def _never_skipped(report):
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        path, line, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{path}:{line}: {reason} (CI=true allows no skips)"
    return report
