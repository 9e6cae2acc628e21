// The first script of each page of a package, where the browser lets it store nothing: the
// page that runs the package has a storage to lend.
(() => {
  let owner = window;
  while (!owner.lentStorage) {
    if (owner === owner.parent) return;
    owner = owner.parent;
  }
  for (const [name, value] of Object.entries(owner.lentStorage)) {
    Object.defineProperty(window, name, { value, configurable: true });
  }
})();
