/* The row of facets above the results: narrows the search to a kind, a source or a speaker,
   at an address to share. Without it the search is complete. search.js asks for what is chosen;
   results are then looked at one by one, as words of a name also occur in other names. */

(function () {
  "use strict";

  /* Every word that readers see or hear; the names of kinds, sources and speakers come from data/facets.json. */
  const WORDS = {
    kinds: "Kind of result",
    all: "All",
    any: "any",
    source: "Source",
    speaker: "Said by",
    shown: (count, choice) => `${count} ${count === 1 ? "result" : "results"} shown: ${choice}`,
  };
  const root = document.currentScript.src.replace(/assets\/facets\.js.*$/, "");
  const PLACES = { kind: 0, source: 1, speaker: 2 }; // which of the tags of a result it is
  const search = window.explainerSearch;
  const address = () => new URL(location.href).searchParams;
  const chosen = Object.fromEntries(Object.keys(PLACES).map((facet) => [facet, address().get(facet) || ""]));
  let facets = null;

  function labels() {
    return Object.keys(PLACES).map((facet) => facets[facet][chosen[facet]]).filter(Boolean);
  }

  function make(name, text, settings) {
    return Object.assign(document.createElement(name), { textContent: text }, settings);
  }

  /* A result that has the chosen kind but no word of the question is not an answer. */
  function fits(link) {
    if (![...link.querySelectorAll("mark")].some((mark) => !mark.closest(".md-tag"))) return false;
    const tags = [...link.querySelectorAll(".md-tag")].map((tag) => tag.textContent);
    const page = new URL(`sources/${chosen.source}/`, root).pathname; // two sources may have one label
    return Object.entries(PLACES).every(
      ([facet, place]) => !chosen[facet] || tags[place] === facets[facet][chosen[facet]],
    ) && (!chosen.source || link.pathname === page);
  }

  /* What does not fit leaves the list, so that the theme's keys find only what is seen. A page stays above those
     of its sections that fit, and its further sections come out of their fold. Returns how many fit. */
  function narrow(result) {
    if (!labels().length) return 0;
    const links = [...result.querySelectorAll(".md-search-result__link")];
    const fitting = links.filter(fits);
    links.slice(1).forEach((link) => fitting.includes(link) || link.remove());
    const more = result.querySelector("details");
    if (more) more.replaceWith(...more.querySelectorAll(".md-search-result__link"));
    if (!fitting.length) result.remove();
    return fitting.length;
  }

  function tell(row, list) {
    const count = [...list.children].reduce((sum, result) => sum + narrow(result), 0);
    list.previousElementSibling.hidden = labels().length > 0; // the theme's own count, of all kinds
    const words = labels().length ? WORDS.shown(count, labels().join(", ")) : "";
    const status = row.querySelector("[role=status]");
    if (status.textContent !== words) status.textContent = words;
  }

  function remember(words) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries({ q: words, ...chosen })) {
      value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  function choose(facet, value, row) {
    chosen[facet] = value;
    row.querySelectorAll("button").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.value === chosen.kind)),
    );
    remember(search.asked());
    search.askAgain();
  }

  function makeButtons(row) {
    const group = make("div", "", { className: "x-facets__kinds", role: "group", ariaLabel: WORDS.kinds });
    for (const [value, words] of [["", WORDS.all], ...Object.entries(facets.kind)]) {
      const button = make("button", words, { type: "button", value });
      button.setAttribute("aria-pressed", String(value === chosen.kind));
      button.addEventListener("click", () => choose("kind", value, row));
      group.append(button);
    }
    return group;
  }

  function makeSelect(facet, row) {
    const label = make("label", `${WORDS[facet]} `);
    const select = make("select", "");
    const options = Object.entries(facets[facet]).map(([value, words]) => new Option(words, value));
    select.append(new Option(WORDS.any, ""), ...options);
    select.value = chosen[facet];
    select.addEventListener("change", () => choose(facet, select.value, row));
    label.append(select);
    return label;
  }

  /* The theme shuts the search on Tab and takes letters for the box; in the row of facets keys are for the row. */
  function keepKeys(row, box) {
    const last = () => [...row.querySelectorAll("button, select")].pop();
    row.addEventListener("keydown", (event) => {
      const leaves = event.key === "Tab" && !event.shiftKey && event.target === last();
      const moves = event.key.startsWith("Arrow") && event.target.matches("button");
      if (event.key !== "Escape" && !leaves && !moves) event.stopPropagation();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || event.shiftKey || row.hidden || !box.value.trim()) return;
      event.stopPropagation();
      event.preventDefault();
      row.querySelector("button").focus();
    });
  }

  /* The theme copies an address without the choice; the whole one is copied after it. */
  function shareWhole(address) {
    if (labels().length) setTimeout(() => navigator.clipboard?.writeText(address).catch(() => undefined), 100);
  }

  async function start() {
    const result = document.querySelector(".md-search-result");
    const toggle = document.querySelector("#__search");
    const box = document.querySelector(".md-search__input");
    if (!search || !result || !toggle || !box || location.protocol === "file:") return;
    const lists = await (await fetch(new URL("data/facets.json", root))).json();
    facets = Object.fromEntries(Object.keys(PLACES).map((facet) => [facet, Object.fromEntries(lists[facet])]));
    for (const facet of Object.keys(PLACES)) if (!(chosen[facet] in facets[facet])) chosen[facet] = "";
    const list = result.querySelector(".md-search-result__list");
    const row = make("div", "", { className: "x-facets", hidden: !toggle.checked });
    row.append(makeButtons(row), makeSelect("source", row), makeSelect("speaker", row));
    row.append(make("p", "", { role: "status" }));
    result.before(row);
    keepKeys(row, box);
    new MutationObserver(() => tell(row, list)).observe(list, { childList: true, subtree: true });
    toggle.addEventListener("change", () => {
      row.hidden = !toggle.checked;
      if (toggle.checked) return;
      const url = new URL(location.href);
      for (const name of ["q", ...Object.keys(PLACES)]) url.searchParams.delete(name);
      history.replaceState(history.state, "", url);
    });
    box.addEventListener("keyup", () => toggle.checked && remember(box.value));
    const share = document.querySelector("[data-md-component=search-share]");
    share?.addEventListener("click", () => shareWhole(location.href), true); // before the theme shuts the search
    const synonyms = lists.synonyms.map((forms) => forms.map((form) => form.toLowerCase()));
    const isAsked = search.learn({ synonyms, figure: facets.kind.figure, labels });
    if (!isAsked) tell(row, list); // what was found before the lists came
  }

  start().catch(() => undefined); // no facets: the search is the theme's own
})();
