/* Small comforts of the counter. Every page works without them. */
"use strict";
(() => {
  /* After a refused form a clerk goes on typing where it is wrong. The list of what is wrong is announced as an alert. */
  document.querySelector("[data-keyboard] .field--wrong :is(input, select, textarea):not([type=hidden])")?.focus();

  /* A form that is wrong answers 422 with the form: it is put in its place like any other answer. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status !== 422) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  /* Several trades in one field: what stands before the last mark is put before each suggestion. */
  document.addEventListener("input", (event) => {
    const list = event.target.list;
    if (!list) return;
    const before = event.target.value.replace(/[^、，,]*$/u, "");
    for (const option of list.options) {
      option.dataset.word ??= option.value;
      option.value = before + option.dataset.word;
    }
  });
})();
