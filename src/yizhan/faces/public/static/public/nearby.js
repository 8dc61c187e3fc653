/* "离我最近": asks the browser where it is and shows the list in that order. The position is rounded to about a hundred metres. */
"use strict";
(() => {
  const button = document.querySelector("[data-nearby]");
  const words = document.querySelector("[data-nearby-words]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    words.textContent = "正在定位……";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const query = new URLSearchParams(window.location.search);
        query.set("lon", coords.longitude.toFixed(3));
        query.set("lat", coords.latitude.toFixed(3));
        window.location.assign(`${button.dataset.nearby}?${query}`);
      },
      (error) => {
        button.removeAttribute("aria-busy");
        words.textContent = error.code === 1 ? "没有得到位置许可，请按区县查找。" : "暂时定不了位，请按区县查找。";
      },
      { timeout: 10000, maximumAge: 60000 },
    );
  });
})();
