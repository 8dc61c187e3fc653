/* "用手机定一下位": puts where the phone is, rounded to about one kilometre, into the form. Nothing is sent before it is saved. */
"use strict";
(() => {
  const box = document.querySelector("[data-here]");
  if (!box || !navigator.geolocation) return;
  const words = box.querySelector("[data-here-words]");
  const agree = document.querySelector("input[name=location_agree]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    if (!agree.checked) { words.textContent = "请先勾选上面的同意。"; return; }
    words.textContent = "正在定位……";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.querySelector("input[name=home_latitude]").value = coords.latitude.toFixed(2);
        document.querySelector("input[name=home_longitude]").value = coords.longitude.toFixed(2);
        words.textContent = "已定位，请点“保存”。";
      },
      () => { words.textContent = "定不了位，只填区县也可以。"; },
      { timeout: 10000 },
    );
  });
})();
