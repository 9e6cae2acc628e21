"""An H5P content of one library: a question that is asked, answered and remembered."""

import json

LIBRARY = {
    "title": "Frage",
    "machineName": "H5P.Frage",
    "majorVersion": 1,
    "minorVersion": 0,
    "patchVersion": 0,
    "runnable": 1,
    "preloadedJs": [{"path": "frage.js"}],
    "coreApi": {"majorVersion": 1, "minorVersion": 19},
}
DESCRIBED = {
    "title": "Begriffe",
    "language": "de",
    "mainLibrary": "H5P.Frage",
    "embedTypes": ["iframe"],
    "license": "CC BY-SA",
    "licenseVersion": "4.0",
    "authors": [{"name": "Volkshochschule Musterstadt", "role": "Author"}],
    "preloadedDependencies": [{"machineName": "H5P.Frage", "majorVersion": 1, "minorVersion": 0}],
}
SCRIPT = """
H5P.Frage = function (params, contentId, extras) {
  const self = this;
  H5P.EventDispatcher.call(self);
  let text = (extras && extras.previousState && extras.previousState.text) || "";
  self.getMaxScore = () => 4;
  self.getScore = () => text.length;
  self.getCurrentState = () => ({ text });
  self.attach = function ($container) {
    const field = H5P.jQuery("<input>", { "aria-label": params.question }).val(text);
    const button = H5P.jQuery("<button>", { type: "button", text: "Fertig" });
    field.on("input", () => {
      text = field.val();
      self.triggerXAPI("interacted");
    });
    button.on("click", () => self.triggerXAPIScored(3, 4, "answered", true, true));
    $container.append(field, button);
  };
};
H5P.Frage.prototype = Object.create(H5P.EventDispatcher.prototype);
H5P.Frage.prototype.constructor = H5P.Frage;
"""
FILES = {
    "h5p.json": json.dumps(DESCRIBED).encode(),
    "content/content.json": json.dumps({"question": "Was heißt Vielfalt?"}).encode(),
    "H5P.Frage-1.0/library.json": json.dumps(LIBRARY).encode(),
    "H5P.Frage-1.0/frage.js": SCRIPT.encode(),
}
MANIFEST = {
    "version": "H5P.Frage 1.0",
    "title": "Begriffe",
    "file": None,
    "items": [],
    "sequencing": None,
    "shared_data": [],
}
