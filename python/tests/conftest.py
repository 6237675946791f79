"""Prints the Test Anything Protocol with `-p no:terminal`, as the suites of the other surfaces do."""

import textwrap

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    if not config.pluginmanager.hasplugin("terminalreporter"):
        config.pluginmanager.register(Tap())


class Tap:
    count = 0

    def pytest_runtest_logreport(self, report):
        # What is made before a test or cleared away behind it tells only where it fails.
        if report.when == "call" or not report.passed:
            self.tell(report)

    def pytest_collectreport(self, report):
        if not report.passed:
            self.tell(report)

    def tell(self, report):
        self.count += 1
        skip = " # SKIP" if report.skipped else ""
        print("not ok" if report.failed else "ok", self.count, "-", report.nodeid + skip, flush=True)
        if report.failed:
            print(textwrap.indent(report.longreprtext, "    "), flush=True)
