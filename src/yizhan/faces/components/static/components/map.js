/* A map of places with tiles. Where Leaflet or the tiles are missing, the drawing made by the server stays. */
"use strict";
(() => {
  const L = window.L;
  if (!L) return;
  document.querySelectorAll("[data-map]").forEach((canvas) => {
    const places = JSON.parse(document.getElementById(canvas.dataset.places).textContent);
    if (!places.length) return;
    canvas.hidden = false;
    const drawing = canvas.parentElement.querySelector(".map__drawing");
    const map = L.map(canvas, { zoomControl: false, scrollWheelZoom: false });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: "放大", zoomOutTitle: "缩小" }).addTo(map);
    const tiles = L.tileLayer(canvas.dataset.tiles, { maxZoom: 18, attribution: canvas.dataset.credit });
    let came = false;
    tiles.on("tileload", () => { came = true; drawing.hidden = true; });
    tiles.on("tileerror", () => { if (!came && !canvas.hidden) { canvas.hidden = true; map.removeLayer(tiles); } });
    tiles.addTo(map);
    const icon = L.divIcon({ className: "", html: '<span class="pin"></span>', iconSize: [32, 32], iconAnchor: [16, 34], popupAnchor: [0, -30] });
    const markers = places.map((place) => {
      const words = document.createElement("div");
      const link = document.createElement("a");
      link.href = place.url;
      link.textContent = place.name;
      words.append(link, document.createElement("br"), place.note);
      return L.marker([place.lat, place.lon], { icon, title: place.name, alt: place.name }).bindPopup(words, { closeButton: false });
    });
    const group = L.featureGroup(markers).addTo(map);
    map.fitBounds(group.getBounds().pad(0.15), { maxZoom: 15 });
  });
})();
