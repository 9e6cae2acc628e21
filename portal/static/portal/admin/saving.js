/**
 * The form saves itself, and its author presses a button: that is no conflict of two people.
 *
 * What saves itself is a version of its own. The form notes it as the one that its author has read,
 * and a button that is pressed meanwhile waits until that has ended. Otherwise authors would hear
 * that somebody has changed the entry since they opened it: themselves.
 */
(() => {
  // A network that hangs must not keep the button from working.
  const LONGEST = 10000;
  let isSaving = false;
  let waiting = null;

  /** Which version the form is based on; see `KeepsBothMixin`. */
  function note(form, saved) {
    const { loaded_revision_id: id, loaded_revision_created_at: at } = form.elements;
    if (!id || !saved.revision_id) return;
    id.value = saved.revision_id;
    if (at) at.value = saved.revision_created_at;
  }

  function begin(event) {
    isSaving = true;
    // Whoever else listens may call it off.
    queueMicrotask(() => {
      if (event.defaultPrevented) end();
    });
  }

  function end() {
    isSaving = false;
    if (!waiting) return;
    const { send, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    // All that listens has then noted the new version in the form.
    setTimeout(send);
  }

  /** Of several presses the last one counts. */
  function later(send) {
    if (waiting) clearTimeout(waiting.timer);
    waiting = { send, timer: setTimeout(end, LONGEST) };
  }

  function attach(form) {
    form.addEventListener('w-autosave:save', begin);
    form.addEventListener('w-autosave:success', (event) => {
      note(form, event.detail.data);
      end();
    });
    form.addEventListener('w-autosave:error', end);
    form.addEventListener('w-autosave:deactivated', end);
    form.addEventListener(
      'submit',
      (event) => {
        if (!isSaving) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        later(() => form.requestSubmit(event.submitter));
      },
      { capture: true },
    );
    // The dialog of a review sends the form past its event.
    const submit = HTMLFormElement.prototype.submit;
    form.submit = () => {
      if (isSaving) later(() => submit.call(form));
      else submit.call(form);
    };
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-edit-form]').forEach(attach);
  });
})();
