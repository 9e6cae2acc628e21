"""The picture and the files, from people without rights in the media library."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from portal.media.models import PortalDocument, PortalImage
from portal.taxonomy.models import Licence
from practices.submission.models import Submission
from tests.cast import signed_in

from .writing import address, begun, draft, write

pytestmark = pytest.mark.django_db
ALT = "Zwei Menschen beugen sich über einen Plan."


@pytest.fixture
def submission(cast) -> Submission:
    return begun(cast.learner, "Tandem")


def picture(name="tandem.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file().file.getvalue(), "image/png")


def paper(name="checkliste.txt", content=b"Erster Tag") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_picture_comes_with_its_text_and_lies_with_the_city_s(cast, submission):
    write(
        cast.learner, submission, "bild", {"file": picture(), "description": ALT, "credit": "Amt"}
    )

    image = draft(submission).image
    assert (image.description, image.credit, image.title) == (ALT, "Amt", "Tandem")
    assert image.collection == cast.bochum.collection
    assert image.uploaded_by_user == cast.learner
    page = signed_in(cast.learner).get(address("preview", submission)).content.decode()
    assert f'alt="{ALT}"' in page


def test_a_picture_without_a_text_is_not_taken(cast, submission):
    answer = write(cast.learner, submission, "bild", {"file": picture(), "description": " "})

    assert "Bitte beschreiben Sie, was auf dem Bild zu sehen ist." in answer.content.decode()
    assert not PortalImage.objects.exists()


def test_what_is_no_picture_is_not_taken(cast, submission):
    file = SimpleUploadedFile("tandem.png", b"<svg onload=alert(1)>", "image/png")
    answer = write(cast.learner, submission, "bild", {"file": file, "description": ALT})

    assert answer.status_code == 200
    assert "file" in answer.context["form"].errors
    assert not PortalImage.objects.exists()


def test_the_text_is_changed_and_the_picture_taken_away(cast, submission):
    write(cast.learner, submission, "bild", {"file": picture(), "description": "Zwei."})
    write(cast.learner, submission, "bild", {"description": ALT, "credit": "Amt"})
    assert draft(submission).image.description == ALT

    write(cast.learner, submission, "bild", {"remove": "on", "description": ALT})
    assert draft(submission).image is None
    # It stays in the library: it may be in use elsewhere.
    assert PortalImage.objects.exists()


def test_a_picture_of_the_redaktion_keeps_its_own_text(cast, submission):
    page = draft(submission)
    page.image = PortalImage.objects.create(
        title="Rathaus", description="Das Rathaus.", file=get_test_image_file()
    )
    page.save_revision(user=cast.editor_bochum, clean=False)

    answer = write(
        cast.learner, submission, "bild", {"description": "Etwas anderes.", "credit": ""}
    )

    assert "hat jemand anderes hochgeladen" in answer.content.decode()
    assert PortalImage.objects.get().description == "Das Rathaus."


def test_a_deleted_picture_leaves_a_draft_that_goes_on(cast, submission):
    write(cast.learner, submission, "bild", {"file": picture(), "description": ALT})
    PortalImage.objects.get().delete()

    client = signed_in(cast.learner)
    for name, slug in (("step", ["bild"]), ("overview", []), ("preview", [])):
        assert client.get(address(name, submission, *slug)).status_code == 200
    write(cast.learner, submission, "anlass", {"need": "Weiter."})
    assert draft(submission).need == "<p>Weiter.</p>"


def test_files_come_one_by_one_and_go_when_they_are_not_kept(cast, submission):
    licence = Licence.objects.first()
    write(
        cast.learner,
        submission,
        "vorlagen",
        {"file": paper(), "title": "", "summary": "Für den ersten Tag", "licence": licence.pk},
    )
    first = PortalDocument.objects.get()
    assert (first.title, first.summary) == ("checkliste", "Für den ersten Tag")
    assert (first.collection, first.uploaded_by_user) == (cast.bochum.collection, cast.learner)

    write(
        cast.learner,
        submission,
        "vorlagen",
        {"file": paper("plan.txt"), "title": "Plan", "keep": [first.pk], "licence": licence.pk},
    )
    titles = [item.document.title for item in draft(submission).templates.all()]
    assert titles == ["checkliste", "Plan"]
    assert draft(submission).licence == licence

    write(cast.learner, submission, "vorlagen", {"licence": licence.pk})
    assert not draft(submission).templates.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (paper("virus.exe"), "exe"),
        (paper("gross.txt", b"x" * 2000), "Erlaubt sind höchstens"),
    ],
)
def test_the_project_s_limits_hold(cast, submission, settings, file, sentence):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    file.seek(0)

    answer = write(cast.learner, submission, "vorlagen", {"file": file, "title": "x"})

    assert sentence in html.unescape(answer.content.decode())
    assert not PortalDocument.objects.exists()


def test_the_draft_s_files_are_read_by_who_reads_the_draft(cast, submission):
    write(cast.learner, submission, "vorlagen", {"file": paper(), "title": "Liste"})
    url = PortalDocument.objects.get().url

    def status(client) -> int:
        return client.get(url).status_code

    assert status(signed_in(cast.learner)) == 200
    assert status(signed_in(cast.editor_bochum)) == 200
    assert status(signed_in(cast.editor_herne)) == 404
    assert status(Client()) == 404


def test_two_who_add_files_lose_none(cast, submission):
    from .test_saving_itself import base_of

    base = base_of(cast.learner, submission, "vorlagen")
    write(cast.learner, submission, "vorlagen", {"file": paper("a.txt"), "title": "A"}, base=base)

    answer = write(
        cast.learner, submission, "vorlagen", {"file": paper("b.txt"), "title": "B"}, base=base
    )

    assert answer.status_code == 409
    assert [item.document.title for item in draft(submission).templates.all()] == ["A"]
    assert not PortalDocument.objects.filter(title="B").exists()
