import io

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.cast import signed_in

ADDRESS = "/admin/uebersichten/{}/"


@pytest.fixture
def read(cast):
    """The rows of an overview as the Projektgruppe reads it: the texts of each, cell by cell."""

    def rows_of(key: str, **query) -> list[list[str]]:
        answer = signed_in(cast.reviewer).get(ADDRESS.format(key), query)
        assert answer.status_code == 200
        page = BeautifulSoup(answer.content, "html.parser")
        return [
            [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
            for row in page.select(".overview__table tr")
        ]

    return rows_of


@pytest.fixture
def sheet(cast):
    """The sheet of an overview's export."""

    def sheet_of(key: str, **query):
        answer = signed_in(cast.reviewer).get(ADDRESS.format(key), {"export": "xlsx", **query})
        assert answer.status_code == 200
        return load_workbook(io.BytesIO(answer.content)).active, answer["Content-Disposition"]

    return sheet_of
