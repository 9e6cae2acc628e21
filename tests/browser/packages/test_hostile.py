"""A package that wants out of its cage, measured in a browser: each try, and what came of it."""

import pytest

from tests.browser.test_progress import eventually
from tests.factories.packages import MANIFEST
from tests.training.cage.packed import packed

from .learning import Learning, lesson_of
from .scos import item

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = b"""<!DOCTYPE html>
<title>Angriff</title>
<h1>Angriff</h1>
<script>
  window.begun = true;
  function attempt(deed) {
    return Promise.resolve()
      .then(deed)
      .then((got) => "reached: " + got, (error) => "refused: " + error.name);
  }
</script>
"""
#: What is tried → the script, which gets the addresses of the site and of another package.
SYNCHRONOUS = {
    "the document of the lesson": "top.document.title",
    "the storage of the lesson": "top.localStorage.length",
    "the address of the lesson": "top.location.href",
    "the frame's element": "top.frames[0].frameElement.id",
}
REQUESTS = {
    "a page of the site": "fetch(site + '/konto/', {credentials: 'include'})",
    "a page of the site, unseen": "fetch(site + '/konto/', {mode: 'no-cors'})",
    "the site by XMLHttpRequest": """new Promise((yes, no) => {
        const request = new XMLHttpRequest();
        request.onload = () => yes(request.status);
        request.onerror = () => no(new Error('refused'));
        request.open('GET', site + '/konto/'); request.send(); })""",
    "another package": "fetch(other).then((answer) => answer.status)",
    "a picture elsewhere": """new Promise((yes, no) => {
        const image = new Image(); image.onload = () => yes('picture');
        image.onerror = () => no(new Error('refused'));
        image.src = site + '/static/portal/favicon.svg?a'; })""",
    "a script of the site": """new Promise((yes, no) => {
        const script = document.createElement('script'); script.onload = () => yes('script');
        script.onerror = () => no(new Error('refused'));
        script.src = site + '/static/portal/copy.js';
        document.head.append(script); })""",
    "a service worker": "navigator.serviceWorker.register('teil.html').then(() => 'worker')",
    "a socket": """new Promise((yes, no) => {
        const socket = new WebSocket(site.replace('http', 'ws') + '/');
        socket.onopen = () => yes('socket'); socket.onerror = () => no(new Error('refused')); })""",
}


@pytest.fixture
def package(cast):
    manifest = MANIFEST | {"items": [item("EINS", "Angriff")]}
    return packed(cast, files={"teil.html": PAGE}, manifest=manifest)


@pytest.fixture
def other(cast, package):
    """Another package of the same person's, whose address has become known."""
    return packed(cast, title="Nachbar")


def test_a_package_reaches_nothing_but_itself(package, other, browsing):
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Angriff")
    page, site = learning.page, browsing.address
    neighbour = f"{other.grant.origin}/{other.grant.token()}/inhalt/index.html"
    answered = []
    page.context.on("response", lambda response: answered.append(response.url))

    outcomes = {
        deed: sco.evaluate(f"([site, other]) => attempt(() => ({script}))", [site, neighbour])
        for deed, script in (SYNCHRONOUS | REQUESTS).items()
    }

    assert {deed: got for deed, got in outcomes.items() if not got.startswith("refused")} == {}
    assert [url for url in answered if url.startswith((site, other.grant.origin))] == []
    assert sco.evaluate("document.cookie") == ""
    # What the site's own cookies are called, the package has never heard.
    assert any(cookie["name"] == "sessionid" for cookie in page.context.cookies(site))

    # Its own files it may read, or the test above would prove nothing.
    assert sco.evaluate("attempt(() => fetch('teil.html').then((a) => a.status))") == "reached: 200"
    browsing.complaints.clear()


def test_a_package_neither_leads_away_nor_opens_windows(package, browsing):
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Angriff")
    page, before = learning.page, learning.page.url

    for deed in (
        "top.location = 'about:blank'",
        "top.location.replace('/')",
        "parent.parent.location = 'about:blank'",
        "window.open('about:blank', '_top')",
    ):
        sco.evaluate(f"attempt(() => {{ {deed} }})")
    assert sco.evaluate("window.open('about:blank') === null") is True
    sco.evaluate(
        """([site]) => {
          const link = document.createElement('a');
          link.href = site + '/'; link.target = '_blank'; document.body.append(link); link.click();
        }""",
        [browsing.address],
    )
    page.wait_for_timeout(500)

    assert page.url == before
    assert len(page.context.pages) == 1
    browsing.complaints.clear()


def test_what_a_package_sends_is_taken_for_data_only(package, browsing):
    """It has the wire to itself, and can say nothing with it but its own state."""
    learning = Learning.begin(browsing, package)
    sco = learning.sco("Angriff")
    learning.page.evaluate(
        """() => {
          window.heard = [];
          addEventListener("progress:record", (event) => heard.push(event.detail), true);
        }"""
    )
    sco.evaluate(
        """() => {
          const send = (message) => top.postMessage(message, "*");
          send({ cage: 1, type: "record", state: { a: 1 }, done: true, score: 1 });
          send({ cage: 1, type: "record", state: "text", done: true, score: 1 });
        }"""
    )
    learning.page.wait_for_timeout(500)

    # The frame within the package's page is not the one that the lesson listens to.
    assert [each for each in learning.page.evaluate("heard") if "a" in (each["state"] or {})] == []

    learning.wrapper.evaluate(
        """() => {
          const { site } = JSON.parse(document.getElementById("cage-settings").textContent);
          top.postMessage({ cage: 1, type: "record", state: { a: 1 }, done: "ja", score: 7,
                            activity: "lesson-1" }, site);
        }"""
    )
    eventually(lambda: learning.page.evaluate("heard.some((each) => Boolean(each.state?.a))"))
    heard = learning.page.evaluate("heard.find((each) => each.state?.a)")
    assert heard == {
        "activity": learning.packed.grant.activity,
        "state": {"a": 1},
        "done": False,
        "score": None,
    }
    assert lesson_of(package) in learning.page.url
