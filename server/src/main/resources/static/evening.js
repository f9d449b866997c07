// Keeps what was ticked while the window is open, and the screen awake. Without it the page works.
"use strict";

const shelf = "ticks " + location.pathname;

function ticks() {
  return document.querySelectorAll("[data-tick]");
}

function restore() {
  const ticked = JSON.parse(sessionStorage.getItem(shelf) || "[]");
  ticks().forEach((box) => {
    box.checked = ticked.includes(box.dataset.tick);
  });
}

document.addEventListener("change", (event) => {
  if (event.target.dataset.tick) {
    const ticked = [...ticks()].filter((box) => box.checked).map((box) => box.dataset.tick);
    sessionStorage.setItem(shelf, JSON.stringify(ticked));
  }
});

// A part that was replaced keeps the keyboard: its heading has the focus next.
let heading = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  heading = event.target.closest("section")?.getAttribute("aria-labelledby");
});

document.addEventListener("htmx:afterSwap", () => {
  restore();
  const fresh = heading && document.getElementById(heading);
  if (fresh) {
    fresh.tabIndex = -1;
    fresh.focus();
    heading = null;
  }
});

async function stayAwake() {
  if (document.visibilityState === "visible" && navigator.wakeLock) {
    try {
      await navigator.wakeLock.request("screen");
    } catch {
      // A phone that is short of power says no.
    }
  }
}

document.addEventListener("visibilitychange", stayAwake);
restore();
stayAwake();
