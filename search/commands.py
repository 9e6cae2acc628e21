"""What the commands of the portal have in common: an example below their options."""

import argparse

from django.core.management.base import BaseCommand, DjangoHelpFormatter


class ExampleFormatter(DjangoHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Django's order of options, with the lines of the examples as they were written."""


class ExampleCommand(BaseCommand):
    """A command whose `--help` ends with `examples`."""

    #: Shown below the options.
    examples = ""

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=ExampleFormatter,
            epilog=str(self.examples),
            **kwargs,
        )
