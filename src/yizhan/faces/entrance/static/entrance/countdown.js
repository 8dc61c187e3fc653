/* Counts down to the moment from which another code may be asked for. Without this the page says the time of day. */
"use strict";
(() => {
  const form = document.querySelector("[data-wait]");
  const button = form?.querySelector("[data-again]");
  if (!button) return;
  const label = button.textContent;
  const end = Date.now() + Number(form.dataset.wait) * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label}（${left}秒）` : label;
    if (left > 0) setTimeout(tick, 500);
  };
  tick();
})();
