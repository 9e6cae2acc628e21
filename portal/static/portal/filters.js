// On narrow screens the filters would push the results out of sight: they start closed there.
// Without JavaScript they stay open, and everything works.
(() => {
  const filters = document.querySelector(".search__filters");
  if (filters && window.matchMedia("(max-width: 61.99rem)").matches) {
    filters.removeAttribute("open");
  }
})();
