"""A part of a package that a test drives: its page, its entry in the manifest, its API."""

from playwright.sync_api import Frame

from tests.factories.packages import MANIFEST

#: Looks for the API and begins, as authoring tools write it. `LEAVE` is what it says on closing,
#: once, unless the test has put a script of its own in its place.
_PAGE = """<!DOCTYPE html>
<html lang="de">
<title>Teil</title>
<h1></h1>
<button type="button">Im Teil</button>
<script>
  document.querySelector("h1").textContent = new URLSearchParams(location.search).get("titel");
  function findAPI(win) {
    let tries = 0;
    while (!win.NAME && win.parent && win.parent !== win && tries < 7) {
      tries += 1;
      win = win.parent;
    }
    return win.NAME;
  }
  const api = findAPI(window);
  window.begun = api.PREFIXInitialize("");
  function get(name) {
    return [api.PREFIXGetValue(name), api.PREFIXGetLastError()];
  }
  function set(name, value) {
    return [api.PREFIXSetValue(name, value), api.PREFIXGetLastError()];
  }
  let left = false;
  window.leave = function () {
    LEAVE
    api.PREFIXFINISH("");
  };
  window.onunload = function () {
    if (!left) window.leave();
    left = true;
  };
</script>
</html>
"""


def page(*, name: str, prefix: str, finish: str, leave: str) -> bytes:
    """The page of every part; its heading is the parameter `titel` of its address."""
    text = _PAGE.replace("NAME", name).replace("PREFIXFINISH", prefix + finish)
    return text.replace("PREFIX", prefix).replace("LEAVE", leave).encode()


def item(identifier: str, title: str, **values) -> dict:
    """An item of the manifest that opens `teil.html`."""
    return MANIFEST["items"][0] | {
        "identifier": identifier,
        "title": title,
        "launch": f"teil.html?titel={title}",
        "file": "teil.html",
        **values,
    }


def folder(identifier: str, title: str, items: list[dict]) -> dict:
    """An item that opens nothing and has others below it."""
    nothing = {"launch": None, "file": None, "scorm_type": None}
    return item(identifier, title) | nothing | {"items": items}


def get(sco: Frame, name: str) -> list[str]:
    """The value as the part gets it, and the error code after that."""
    return sco.evaluate("name => get(name)", name)


def put(sco: Frame, name: str, value: str) -> list[str]:
    """What the part hears when it sets the value, and the error code after that."""
    return sco.evaluate("([name, value]) => set(name, value)", [name, value])


def read(sco: Frame, values: dict[str, str]) -> None:
    """The part gets each of these values, without an error."""
    assert {name: get(sco, name) for name in values} == {
        name: [value, "0"] for name, value in values.items()
    }


def write(sco: Frame, values: dict[str, str]) -> None:
    """The part sets each of these values in order, without an error."""
    assert {name: put(sco, name, value) for name, value in values.items()} == {
        name: ["true", "0"] for name in values
    }
