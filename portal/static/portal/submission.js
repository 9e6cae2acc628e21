// The guided form saves itself: after a pause, when one leaves a field, and when the connection is
// back. What cannot be saved stays in the form, and the line below says why. Without this file each
// button saves.
import { isTouched } from "./touched.js";

(() => {
  const SAVE_AFTER = 1500;
  const TRY_AGAIN_AFTER = 10000;

  const form = document.querySelector(".submission__form");
  if (!form) return;

  // Counters: the browser would cut what is pasted; here the counter says what is too much. -------

  for (const field of form.querySelectorAll("[data-limit]")) {
    const limit = Number(field.dataset.limit);
    const counter = document.createElement("p");
    counter.className = "character-count";
    counter.id = `${field.id}-count`;
    field.after(counter);
    field.setAttribute(
      "aria-describedby",
      [field.getAttribute("aria-describedby"), counter.id].filter(Boolean).join(" "),
    );
    const count = () => {
      const left = limit - [...field.value].length;
      counter.textContent = (left < 0 ? form.dataset.over : form.dataset.within)
        .replace("{left}", left)
        .replace("{limit}", limit)
        .replace("{over}", -left);
      counter.classList.toggle("character-count--over", left < 0);
    };
    field.addEventListener("input", count);
    count();
  }

  // Saving ---------------------------------------------------------------------------------------

  if (!("savesItself" in form.dataset)) return;

  const status = form.querySelector("[data-status]");
  let timer;
  let saving = false;
  let leaving = false;
  // The button that was pressed while the text was on its way.
  let pressed = null;
  // Somebody else's answer: from here on only the person decides.
  let stopped = false;
  let saved = isTouched(form) ? "" : contents();

  function contents() {
    const data = new FormData(form);
    for (const name of ["csrfmiddlewaretoken", "base"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  // Signing in elsewhere gives a new token, which the cookie has and this form has not.
  const token = () =>
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ||
    form.querySelector("[name=csrfmiddlewaretoken]").value;

  function say(sentence, { problem = false, link = null } = {}) {
    status.textContent = sentence;
    status.classList.toggle("submission__status--problem", problem);
    if (link) status.append(" ", link);
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = form.dataset.signInUrl;
    link.target = "_blank";
    link.textContent = form.dataset.signIn;
    return link;
  }

  async function save() {
    clearTimeout(timer);
    if (leaving || stopped) return;
    if (saving) {
      later();
      return;
    }
    const now = contents();
    if (now === saved) return;
    saving = true;
    say(form.dataset.saving);
    await send(now);
    saving = false;
    const button = pressed;
    pressed = null;
    if (button) form.requestSubmit(button);
    else if (saved === now && contents() !== saved) later();
  }

  async function send(now) {
    let response;
    try {
      response = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Autosave": "1", "X-CSRFToken": token() },
      });
    } catch {
      say(form.dataset.offline, { problem: true });
      timer = setTimeout(save, TRY_AGAIN_AFTER);
      return;
    }
    const answer = (response.headers.get("Content-Type") ?? "").includes("json")
      ? await response.json()
      : { sentence: form.dataset.changed };
    if (response.ok) {
      saved = now;
      form.elements.base.value = answer.base;
      // The first answer has made the draft: from now on it has an address.
      if (answer.address && new URL(answer.address, document.baseURI).pathname !== location.pathname) {
        history.replaceState(null, "", answer.address);
        form.action = answer.address;
      }
      say(answer.sentence);
      return;
    }
    stopped = response.status === 409;
    say(answer.sentence, { problem: true, link: response.status === 401 ? signIn() : null });
    if (response.status === 401 || response.status >= 500) timer = setTimeout(save, TRY_AGAIN_AFTER);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("focusout", (event) => {
    // To a button: it saves itself, and goes on.
    if (event.relatedTarget?.type !== "submit") save();
  });
  form.addEventListener("submit", (event) => {
    // The browser's own page for "no connection" would take the text's place.
    if (!navigator.onLine) {
      event.preventDefault();
      say(form.dataset.offline, { problem: true });
      return;
    }
    // Two at once would take each other for somebody else.
    if (saving) {
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && contents() !== saved) event.preventDefault();
  });
  if (contents() !== saved) later();
})();
