"""Editors bring packages in, see what became of them and where they are used."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection

from tests.cast import signed_in
from tests.factories import (
    ContentPackageFactory,
    CoursePageFactory,
    LessonPageFactory,
    PackageVersionFactory,
)
from training.courses.versions import fix_version
from training.packages import forms
from training.packages.importing import worker
from training.packages.models import ContentPackage, PackageVersion, Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _imported_later(monkeypatch):
    monkeypatch.setattr(worker.importer, "notify", lambda: None)


@pytest.fixture
def editor(cast):
    return signed_in(cast.editor_bochum)


@pytest.fixture
def package(cast):
    package = ContentPackageFactory(collection=cast.bochum.collection, title="Rundgang")
    PackageVersionFactory(package=package, original_name="rundgang.zip")
    return package


def archive(name="rundgang.zip", content=b"PK"):
    return SimpleUploadedFile(name, content)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def put_into_lesson(package, city, title="Lektion Eins"):
    course = CoursePageFactory(parent=city, title="Ein Kurs")
    lesson = LessonPageFactory(
        parent=course,
        title=title,
        body=[("scorm", {"package": package, "title": "Rundgang", "height": 600})],
    )
    fix_version(course)
    return lesson


def test_an_upload_waits_in_the_collection_of_the_city(cast, editor):
    answer = editor.post(reverse("packages:add"), {"file": archive(), "title": ""}, follow=True)

    package = ContentPackage.objects.get()
    assert package.collection == cast.bochum.collection
    assert (package.title, package.created_by) == ("rundgang", cast.editor_bochum)
    version = package.versions.get()
    assert (version.number, version.status) == (1, Status.WAITING)
    with storages["private"].open(version.source) as file:
        assert file.read() == b"PK"
    page = text_of(answer)
    assert "„rundgang“ ist hochgeladen und wird jetzt eingelesen." in page
    assert "wartet" in page
    assert f'hx-get="{reverse("packages:versions", args=[package.pk])}"' in answer.content.decode()


@pytest.mark.parametrize("name", ["bericht.pdf", "paket.exe", "zip"])
def test_what_is_no_package_by_its_name_is_refused_at_once(editor, name):
    page = text_of(editor.post(reverse("packages:add"), {"file": archive(name)}))

    assert f"„{name}“ ist kein Lernpaket." in page
    assert not ContentPackage.objects.exists()


def test_what_is_too_large_is_refused_at_once(editor, monkeypatch):
    monkeypatch.setattr(forms, "MAX_UPLOAD", 3)

    page = text_of(editor.post(reverse("packages:add"), {"file": archive(content=b"PK..")}))

    assert "Verkleinern Sie Videos und Bilder" in page
    assert not ContentPackage.objects.exists()


def test_no_collection_of_another_city_is_taken(cast, editor):
    herne = cast.herne.collection.pk
    editor.post(reverse("packages:add"), {"file": archive(), "collection": herne})
    assert not ContentPackage.objects.filter(collection=herne).exists()


def test_the_project_group_says_for_which_city(cast):
    reviewer = signed_in(cast.reviewer)
    data = {"file": archive(), "title": "Für Herne", "collection": cast.herne.collection.pk}

    reviewer.post(reverse("packages:add"), data)

    assert ContentPackage.objects.get(title="Für Herne").collection == cast.herne.collection


def test_a_new_file_makes_a_new_version(editor, package):
    address = reverse("packages:replace", args=[package.pk])
    assert "Wer schon lernt, behält die bisherige Fassung" in text_of(editor.get(address))

    page = text_of(editor.post(address, {"file": archive("neu.zip")}, follow=True))

    assert "Fassung 2 ist hochgeladen und wird jetzt eingelesen." in page
    assert [version.number for version in package.versions.all()] == [2, 1]
    history = editor.get(reverse("packages:history", args=[package.pk])).content.decode()
    assert "Fassung 2 hochgeladen" in history


def test_the_page_says_what_is_inside(editor, package):
    page = text_of(editor.get(reverse("packages:edit", args=[package.pk])))

    assert "SCORM 1.2: Paket" in page
    assert "Seite" in page
    assert "1 Datei, 15" in page
    assert "In keiner Lektion." in page


def test_the_page_says_what_is_wrong_and_what_helps(editor, package):
    problem = {
        "code": "encrypted",
        "sentence": "Das Archiv ist mit einem Kennwort geschützt.",
        "remedy": "Exportieren Sie das Paket ohne Kennwort.",
        "where": "<b>seite.html",
        "is_fatal": True,
    }
    PackageVersionFactory(
        package=package, status=Status.REFUSED, directory="", files={}, problems=[problem]
    )

    answer = editor.get(reverse("packages:edit", args=[package.pk]))

    page = text_of(answer)
    assert "nicht übernommen" in page
    assert "Das Archiv ist mit einem Kennwort geschützt. (<b>seite.html)" in page
    assert "Exportieren Sie das Paket ohne Kennwort." in page
    assert "hx-get" not in answer.content.decode()


def test_the_page_follows_the_import(editor, package):
    version = PackageVersion.objects.create(
        package=package, number=2, status=Status.UNPACKING, total_size=200, done_size=50
    )
    address = reverse("packages:versions", args=[package.pk])
    running = editor.get(address)
    assert "25 Prozent" in text_of(running)
    assert "HX-Refresh" not in running

    version.status = Status.REFUSED
    version.save()
    ended = editor.get(address)
    assert "hx-get" not in ended.content.decode()
    assert ended["HX-Refresh"] == "true"


def test_a_package_is_tried_in_its_cage(cast, editor, package, settings):
    address = reverse("packages:try", args=[package.pk])
    assert address in editor.get(reverse("packages:edit", args=[package.pk])).content.decode()

    page = BeautifulSoup(editor.get(address).content, "html.parser")

    frame = page.select_one("iframe.package__frame")
    host = settings.CONTENT_ORIGIN.partition("*")[2]
    assert host in frame["data-src"]
    assert host in page.select_one("[data-package]")["data-origin"]
    assert page.select_one("[data-package]")["data-activity"] == ""
    assert signed_in(cast.editor_herne).get(address).status_code == 404
    assert signed_in(cast.learner).get(address).status_code in {302, 403}


def test_there_is_nothing_to_try_before_it_is_read(cast, editor):
    waiting = ContentPackageFactory(collection=cast.bochum.collection)
    address = reverse("packages:try", args=[waiting.pk])

    assert editor.get(address).status_code == 404
    page = editor.get(reverse("packages:edit", args=[waiting.pk])).content.decode()
    assert address not in page


def test_where_it_is_used_is_told_as_far_as_it_is_ones_business(cast, editor, package):
    put_into_lesson(package, cast.bochum, "Unsere Lektion")
    put_into_lesson(package, cast.herne, "Streng geheim")

    answer = editor.get(reverse("packages:edit", args=[package.pk]))

    page = text_of(answer)
    assert "Ein Kurs: Unsere Lektion" in page
    assert "1 Lektion einer anderen Stadt" in page
    assert "Streng geheim" not in answer.content.decode()


def test_what_is_used_is_not_deleted(cast, editor, package):
    lesson = put_into_lesson(package, cast.bochum)
    address = reverse("packages:delete", args=[package.pk])
    assert "Das Paket wird noch gebraucht" in text_of(editor.get(address))

    assert "lässt sich nicht löschen" in text_of(editor.post(address, follow=True))

    # Taken out of the lesson, it still is in the version that somebody may have begun.
    lesson.body = [("text", "<p>Ohne.</p>")]
    lesson.save()
    assert "lässt sich nicht löschen" in text_of(editor.post(address, follow=True))
    assert ContentPackage.objects.filter(pk=package.pk).exists()


def test_what_is_unused_goes_with_its_files(editor, package, django_capture_on_commit_callbacks):
    version = package.versions.get()
    address = reverse("packages:delete", args=[package.pk])
    assert "mit allen Fassungen und Dateien gelöscht" in text_of(editor.get(address))

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address)

    assert not PackageVersion.objects.exists()
    with pytest.raises(FileNotFoundError):
        version.open_file("index.html")


def test_a_title_is_changed(editor, package):
    editor.post(reverse("packages:edit", args=[package.pk]), {"title": "Neuer Rundgang"})
    package.refresh_from_db()
    assert package.title == "Neuer Rundgang"


def test_a_collection_with_packages_is_not_deleted(cast, package):
    address = reverse("wagtailadmin_collections:delete", args=[cast.bochum.collection.pk])
    admin = signed_in(cast.administrator)

    assert "1 Lernpaket" in text_of(admin.get(address))
    admin.post(address)
    assert Collection.objects.filter(pk=cast.bochum.collection.pk).exists()


def test_the_list_says_how_it_stands(cast, editor, package):
    PackageVersionFactory(package=package, status=Status.REFUSED, directory="", files={})
    ContentPackageFactory(collection=cast.herne.collection, title="Geheim")

    answer = editor.get(reverse("packages:index"))

    page = text_of(answer)
    assert "Rundgang" in page
    assert "nicht übernommen" in page
    assert "Geheim" not in answer.content.decode()
    assert "Rundgang" not in text_of(editor.get(reverse("packages:index"), {"q": "anderes"}))


@pytest.mark.parametrize("view", ["index", "edit"])
def test_a_page_costs_the_same_however_much_there_is(cast, editor, package, view):
    address = reverse(f"packages:{view}", args=[package.pk] if view == "edit" else [])

    def queries() -> int:
        editor.get(address)
        with CaptureQueriesContext(connection) as context:
            assert editor.get(address).status_code == 200
        return len(context)

    put_into_lesson(package, cast.bochum)
    before = queries()
    for number in range(4):
        put_into_lesson(package, cast.bochum, f"Lektion {number}")
        PackageVersionFactory(package=package)
        PackageVersionFactory(package=ContentPackageFactory(collection=cast.bochum.collection))
    assert queries() == before
