"""The lists of terms in the admin say in German what is no longer offered."""

import pytest
from bs4 import BeautifulSoup

from portal.monitoring.models import Definition, StaffGroup
from portal.taxonomy.models import FieldOfAction
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
LISTS = {
    FieldOfAction: "/admin/snippets/taxonomy/fieldofaction/",
    Definition: "/admin/definitions/",
    StaffGroup: "/admin/staff-groups/",
}


@pytest.mark.parametrize("model", LISTS)
def test_a_term_rests_or_the_cell_is_empty(cast, model):
    old, new = model.objects.order_by("pk")[:2]
    model.objects.filter(pk=old.pk).update(retired=True)

    answer = signed_in(cast.reviewer).get(LISTS[model])

    rows = BeautifulSoup(answer.content, "html.parser").select("main tbody tr")
    cells = {row.select_one("a").get_text(strip=True): row.select("td") for row in rows}
    assert cells[old.title][-1].get_text(strip=True) == "ja"
    assert cells[new.title][-1].get_text(strip=True) == ""
