"""A SCORM 1.2 package of three SCOs and a page, as authoring tools write them."""

from tests.factories.packages import MANIFEST

PAGE = b"""<!DOCTYPE html>
<title>Teil</title>
<h1></h1>
<script>
  document.querySelector("h1").textContent = new URLSearchParams(location.search).get("titel");
  function findAPI(win) {
    let tries = 0;
    while (!win.API && win.parent && win.parent !== win && tries < 7) {
      tries += 1;
      win = win.parent;
    }
    return win.API;
  }
  const api = findAPI(window);
  window.begun = api.LMSInitialize("");
  function get(name) {
    return [api.LMSGetValue(name), api.LMSGetLastError()];
  }
  function set(name, value) {
    return [api.LMSSetValue(name, value), api.LMSGetLastError()];
  }
  let left = false;
  window.onunload = function () {
    if (left) return;
    left = true;
    api.LMSSetValue("cmi.core.session_time", "00:01:30");
    api.LMSSetValue("cmi.core.exit", window.exit ?? "suspend");
    api.LMSFinish("");
  };
</script>
"""
FILES = {"teil.html": PAGE}


def item(identifier: str, title: str, **values) -> dict:
    launch = f"teil.html?titel={title}"
    return MANIFEST["items"][0] | {
        "identifier": identifier,
        "title": title,
        "launch": launch,
        "file": "teil.html",
        **values,
    }


def folder(identifier: str, title: str, items: list[dict]) -> dict:
    nothing = {"launch": None, "file": None, "scorm_type": None}
    return item(identifier, title) | nothing | {"items": items}


def manifest() -> dict:
    """„Prüfung“ opens once both parts of the introduction are done."""
    parts = [
        item("EINS", "Erstens", data_from_lms="stufe=2"),
        item("ZWEI", "Zweitens"),
    ]
    return MANIFEST | {
        "title": "Rundgang",
        "items": [
            folder("EINFUEHRUNG", "Einführung", parts),
            item("PRUEFUNG", "Prüfung", prerequisites="EINS&ZWEI", mastery_score=80),
        ],
    }
