"""What a cell may hold besides text, numbers and dates."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FormulaWithoutResult:
    """A formula that the spreadsheet program never calculated."""

    formula: str

    def __str__(self):
        return self.formula


@dataclass(frozen=True)
class CellError:
    """Excel's own error, such as `#REF!`."""

    code: str

    def __str__(self):
        return self.code


@dataclass(frozen=True)
class Percentage:
    """A number that is shown as a percentage: 0.61 is 61 %."""

    fraction: float

    def __str__(self):
        return f"{round(self.fraction * 100, 4):g} %".replace(".", ",")


def is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
