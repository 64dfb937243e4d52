
"use strict";
// Hides what the filter does not mean. Makes no markup and reads only what stands in the page.
(() => {
  const form = document.querySelector(".filter");
  const search = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const groups = [...document.querySelectorAll("[data-rows]")].map((group) => ({
    told: document.getElementById(group.dataset.rows),
    rows: [...group.children].map((row) => ({ row, text: row.textContent.toLowerCase(), shown: true })),
  }));
  const nodes = [...document.querySelectorAll(".node")].map((node) => ({
    node, text: node.textContent.toLowerCase(),
  }));

  const isMeant = ({ row, text }, words, chosen) =>
    words.every((word) => text.includes(word)) &&
    chosen.every(({ name, value }) => !(name in row.dataset) || row.dataset[name] === value);

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value !== "");
    for (const { told, rows } of groups) {
      let count = 0;
      for (const entry of rows) {
        const shown = isMeant(entry, words, chosen);
        if (shown) count += 1;
        if (shown !== entry.shown) entry.row.hidden = !shown;
        entry.shown = shown;
      }
      told.textContent = count === rows.length ? "" : `${count} of ${rows.length} shown`;
    }
    for (const { node, text } of nodes) {
      node.classList.toggle("dim", !words.every((word) => text.includes(word)));
    }
  };

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", soon);
  form.hidden = false;
  apply();

  // Paper shows no closed details.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
