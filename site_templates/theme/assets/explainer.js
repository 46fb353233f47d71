/* What needs a script: what is new since the last visit, links to copy. Without it the pages are complete.
   Nothing leaves the browser: what was seen is kept in its own storage, and nobody is told. */

(function () {
  "use strict";

  const KEY = "explainer-seen";
  const root = document.currentScript.src.replace(/assets\/explainer\.js.*$/, "");
  const article = () => document.querySelector("article");

  function recall() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null; // blocked, or not ours
    }
  }

  function remember(things, day) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ things, day }));
    } catch {
      // blocked or full: the next visit starts anew
    }
  }

  function make(name, text, className) {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  /* The address of a thing, as links on this page have it: the line that shows it is where such a link stands first. */
  function showings(address) {
    const target = new URL(address, root).href;
    const links = [...article().querySelectorAll("li > a:first-child, td:first-child > a:first-child")];
    const lines = links.filter((link) => link.href === target && !link.closest(".x-card, nav"));
    const here = location.href.replace(/#.*/, "");
    if (target === here) lines.push(...article().querySelectorAll("h1"));
    const [page, anchor] = target.split("#");
    if (anchor && page === here) lines.push(...[document.getElementById(anchor)].filter(Boolean));
    return lines.map((line) => (line.matches("h1, h3") ? line : line.parentElement));
  }

  function mark(address, before) {
    for (const line of showings(address)) {
      line.append(" ", make("strong", before === undefined ? "New" : "Changed", "x-new"));
      if (before !== undefined && line.matches("li, h1")) line.append(" ", make("small", `It said: ${before}`, "x-before"));
    }
  }

  function tell(news, seen, fresh) {
    const bar = make("div", "", "x-news");
    bar.setAttribute("role", "status");
    const count = Object.keys(news).length;
    bar.append(make("span", `${count} ${count === 1 ? "thing is" : "things are"} new or changed since ${seen.day}. `));
    const list = make("details", "");
    list.append(make("summary", "Show what"));
    const items = make("ul", "");
    for (const [address, before] of Object.entries(news).slice(0, 50)) {
      const item = make("li", "");
      const link = make("a", fresh.things[address]);
      link.href = new URL(address, root).href;
      item.append(link, before === undefined ? " (new)" : ` (it said: ${before})`);
      items.append(item);
    }
    list.append(items);
    const done = make("button", "Mark all as seen");
    done.type = "button";
    done.addEventListener("click", () => {
      remember(fresh.things, fresh.day);
      bar.remove();
      document.querySelectorAll(".x-new, .x-before").forEach((element) => element.remove());
      article().querySelector("h1")?.focus();
    });
    bar.append(list, done);
    article().prepend(bar);
  }

  async function compare() {
    const answer = await fetch(new URL("data/seen.json", root));
    const fresh = await answer.json();
    const seen = recall();
    if (!seen || !seen.things) return remember(fresh.things, fresh.day);
    const news = {};
    for (const [address, words] of Object.entries(fresh.things)) {
      if (seen.things[address] !== words) news[address] = seen.things[address];
    }
    if (Object.keys(news).length === 0) return undefined;
    for (const [address, before] of Object.entries(news)) mark(address, before);
    return tell(news, seen, fresh);
  }

  /* A button beside each sentence that has an address of its own. */
  function offerLinks() {
    if (!navigator.clipboard) return;
    for (const heading of article().querySelectorAll("h1[id], h3[id]")) {
      const button = make("button", "Copy link", "x-copy");
      button.type = "button";
      button.setAttribute("aria-label", `Copy the link to: ${heading.textContent.trim()}`);
      button.addEventListener("click", async () => {
        const anchor = heading.matches("h1") ? "" : `#${heading.id}`;
        await navigator.clipboard.writeText(location.href.replace(/#.*/, "") + anchor);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy link"), 2000);
      });
      heading.before(button); // floats beside the heading
    }
  }

  function start() {
    if (!article()) return;
    offerLinks();
    if (location.protocol !== "file:") compare().catch(() => undefined); // offline: nothing to compare with
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
