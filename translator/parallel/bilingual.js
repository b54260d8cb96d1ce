"use strict";
(() => {
  const main = document.querySelector("main");
  if (!main) return;
  let pinned = null;
  let resting = null; // where the mouse lay when the page was scrolled under it

  const pair = (n) => main.querySelectorAll(`.s[data-n="${n}"]`);
  const unlight = () => {
    for (const one of main.querySelectorAll(".lit")) one.classList.remove("lit");
    for (const one of main.querySelectorAll(".why.open")) one.classList.remove("open");
    for (const one of main.querySelectorAll(".term.on")) one.classList.remove("on");
  };
  const light = (n) => {
    unlight();
    if (n === null) return;
    for (const one of pair(n)) one.classList.add("lit");
    const why = document.getElementById(`w${n}`);
    if (why) why.classList.add("open");
  };
  const numberOf = (element) => {
    const s = element instanceof Element ? element.closest(".s, .flag, .why") : null;
    return s && main.contains(s) ? s.dataset.n : null;
  };
  const lightTerm = (element) => {
    const term = element instanceof Element ? element.closest(".term") : null;
    if (!term) return;
    for (const s of pair(numberOf(term)))
      for (const other of s.querySelectorAll(".term"))
        if (other.dataset.c === term.dataset.c) other.classList.add("on");
  };

  main.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (resting && Math.hypot(event.clientX - resting.x, event.clientY - resting.y) < 2) return;
    resting = null;
    light(numberOf(event.target) ?? pinned);
    lightTerm(event.target);
  });
  main.addEventListener("pointerleave", () => light(pinned));
  document.addEventListener("click", (event) => {
    const n = numberOf(event.target);
    if (event.target instanceof Element && event.target.closest(".flag")) event.preventDefault();
    pinned = n;
    light(n);
    lightTerm(event.target);
  });
  main.addEventListener("focusin", (event) => {
    const n = numberOf(event.target);
    if (n !== null) light((pinned = n));
  });
  const go = (n, side) => {
    const next = document.getElementById(side + n);
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      pinned = null;
      light(null);
      return;
    }
    const s = document.activeElement?.closest(".s");
    if (!s || event.altKey || event.ctrlKey || event.metaKey) return;
    const n = Number(s.dataset.n);
    const side = s.id[0];
    if (event.key === "ArrowDown") go(n + 1, side);
    else if (event.key === "ArrowUp") go(n - 1, side);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") go(n, side === "s" ? "t" : "s");
    else return;
    event.preventDefault();
  });
  for (const link of document.querySelectorAll(".review a"))
    link.addEventListener("click", (event) => {
      const target = document.getElementById(link.hash.slice(1));
      if (!target) return;
      event.preventDefault();
      event.stopPropagation();
      resting = { x: event.clientX, y: event.clientY };
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
    });
})();
