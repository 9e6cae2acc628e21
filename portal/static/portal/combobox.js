// Suggestions below a search field while one types: the "editable combobox with list
// autocomplete" of the ARIA Authoring Practices. The focus stays in the field, and
// aria-activedescendant names the suggestion that is meant. Where no answer comes, offline for
// example, the field is an ordinary one.
(() => {
  const SHORTEST = 2;
  const ASK_AFTER = 150;
  // Screen readers say the typed letters first.
  const SAY_AFTER = 500;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  class Combobox {
    constructor(input) {
      this.input = input;
      this.options = [];
      this.active = -1;
      this.answered = null;
      this.list = element("div", {
        "class": "combobox__list",
        "id": `${input.id}-vorschlaege`,
        "role": "listbox",
        "aria-label": input.dataset.suggestionsLabel,
        "hidden": "",
      });
      this.status = element("p", { "class": "kern-sr-only", "role": "status" });
      input.after(this.list, this.status);
      // HTML allows the role for fields of this type only.
      input.type = "text";
      input.inputMode = "search";
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-controls", this.list.id);
      input.setAttribute("aria-expanded", "false");
      input.addEventListener("input", () => this.typed());
      input.addEventListener("keydown", (event) => this.pressed(event));
      input.addEventListener("blur", () => this.dismiss());
      input.form.addEventListener("submit", () => this.dismiss());
      // Where results follow the typing, who reaches for them wants no suggestions before them.
      if (input.dataset.suggestionsYield) {
        document
          .querySelector(input.dataset.suggestionsYield)
          .addEventListener("mouseenter", () => this.dismiss());
      }
      // A press on the list must not take the focus from the field, or the list would close.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.take(option);
        // On a phone the keyboard would hide what was found.
        if (option && event.pointerType === "touch") this.input.blur();
      });
    }

    get text() {
      return this.input.value.trim();
    }

    get isOpen() {
      return !this.list.hidden;
    }

    typed() {
      this.dismiss();
      if (this.text.length >= SHORTEST) this.timer = setTimeout(() => this.ask(), ASK_AFTER);
    }

    async ask() {
      const text = this.text;
      const address = new URL(this.input.dataset.suggestions, document.baseURI);
      address.searchParams.set("q", text);
      this.request?.abort();
      this.request = new AbortController();
      let answer;
      try {
        const response = await fetch(address, { signal: this.request.signal });
        if (!response.ok) return;
        answer = await response.json();
      } catch {
        return; // Offline, or asked again meanwhile: nobody misses what never came.
      }
      if (this.text !== text || document.activeElement !== this.input) return;
      this.show(text, answer);
    }

    show(text, { groups, sentence }) {
      this.answered = text;
      this.list.replaceChildren(...groups.map((group, number) => this.group(group, number)));
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, number) => {
        option.id = `${this.list.id}-${number}`;
      });
      this.open();
      this.saying = setTimeout(() => {
        this.status.textContent = sentence;
      }, SAY_AFTER);
    }

    group({ label, proposals }, number) {
      const heading = element(
        "div",
        { "class": "combobox__group", "id": `${this.list.id}-gruppe-${number}`, "role": "presentation" },
        label,
      );
      return element(
        "div",
        { "role": "group", "aria-labelledby": heading.id },
        heading,
        ...proposals.map((proposal) => this.option(proposal)),
      );
    }

    option({ text, label, url, language }) {
      const option = element(
        "div",
        { "class": "combobox__option", "role": "option", "aria-selected": "false" },
        element("span", { "class": "combobox__text", "lang": language }, text),
        " ",
        element("span", { "class": "combobox__kind" }, label),
      );
      option.dataset.text = text;
      if (url) {
        option.dataset.url = url;
        option.append(
          element("span", { "class": "kern-sr-only" }, `, ${this.input.dataset.suggestionsOpens}`),
        );
      }
      return option;
    }

    pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      switch (event.key) {
        case "ArrowDown":
          event.preventDefault();
          if (!this.isOpen) this.reopen();
          else if (!event.altKey) this.move(1);
          break;
        case "ArrowUp":
          if (!this.isOpen) break;
          event.preventDefault();
          if (event.altKey) this.close();
          else this.move(-1);
          break;
        case "Enter":
          if (this.active >= 0) {
            event.preventDefault();
            this.take(this.options[this.active]);
          }
          break;
        case "Escape":
          if (this.isOpen) {
            event.preventDefault();
            this.dismiss();
          } else if (this.input.value) {
            event.preventDefault();
            this.fill("");
          }
          break;
        case "ArrowLeft":
        case "ArrowRight":
        case "Home":
        case "End":
          // Back to the text, in which the browser moves the cursor.
          this.activate(-1);
          break;
      }
    }

    reopen() {
      if (this.answered === this.text) this.open();
      else if (this.text.length >= SHORTEST) this.ask();
    }

    open() {
      if (!this.options.length) return;
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
    }

    close() {
      this.activate(-1);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }

    /** Closes the list, and lets nothing that is under way open it again. */
    dismiss() {
      clearTimeout(this.timer);
      clearTimeout(this.saying);
      this.request?.abort();
      this.status.textContent = "";
      this.close();
    }

    move(step) {
      const from = this.active < 0 && step < 0 ? 0 : this.active;
      this.activate((from + step + this.options.length) % this.options.length);
    }

    activate(number) {
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = number;
      const option = this.options[number];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest", behavior: "instant" });
        this.input.setAttribute("aria-activedescendant", option.id);
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    take(option) {
      const { text, url } = option.dataset;
      if (url) {
        this.dismiss();
        location.assign(url);
        return;
      }
      this.fill(text);
      this.dismiss();
      // A live search that waits for the typing to end is cancelled by its form being sent.
      this.input.form.requestSubmit();
    }

    /** Changes the text as if it had been typed, for whoever follows the field. */
    fill(text) {
      this.input.value = text;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  for (const input of document.querySelectorAll("input[data-suggestions]:not([role])")) {
    new Combobox(input);
  }
})();
