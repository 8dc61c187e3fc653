/* Small comforts. Every page works without them. */
"use strict";
(() => {
  /* A form is sent once: the second tap of an impatient finger does nothing. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
    /* An answer that is a download leaves the page standing. */
    setTimeout(() => { delete form.dataset.sent; if (button) button.removeAttribute("aria-busy"); }, 8000);
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  /* A link to a page that asks for confirmation shows that page's question in a dialog. */
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-confirm]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const question = page.querySelector("[data-question]");
      if (!answer.ok || !question) throw new Error("no question");
      const dialog = document.createElement("dialog");
      dialog.className = "dialog";
      dialog.setAttribute("aria-labelledby", "question");
      dialog.append(document.adoptNode(question));
      document.body.append(dialog);
      dialog.querySelector("[data-cancel]")?.addEventListener("click", (cancel) => { cancel.preventDefault(); dialog.close(); });
      dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
      dialog.showModal();
    } catch {
      window.location.assign(link.href);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* The menu of whoever is signed in closes when one turns to something else. */
  const menus = () => [...document.querySelectorAll("details[data-me][open]")];
  document.addEventListener("click", (event) => menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => { menu.open = false; menu.firstElementChild.focus(); });
  });

  /* On a phone the menu of the desk is wider than the screen: the entry where one is comes into view. */
  document.querySelectorAll(".side").forEach((menu) => {
    const here = menu.querySelector("[aria-current]");
    if (here) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
  });

  document.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });

  /* After a refused form, the list of what is wrong is read first. */
  document.querySelector("[data-errors]")?.focus();
})();
