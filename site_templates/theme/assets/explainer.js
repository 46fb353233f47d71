/* What needs a script: what is new since the last visit, links to copy, the address in a citation,
   the menu by keys. Without it the pages are complete.
   Nothing leaves the browser: what was seen is kept in its own storage. */

(function () {
  "use strict";

  /* Every word that readers see or hear. */
  const WORDS = {
    newsTitle: "New since your last visit",
    news: (count, since) => `${count} ${count === 1 ? "thing is" : "things are"} new or changed since ${since}.`,
    lastVisit: "your last visit",
    showNews: "Show the list",
    isNew: "New",
    isChanged: "Changed",
    before: (words) => `It said: ${words}`,
    listedNew: " (new)",
    listedBefore: (words) => ` (it said: ${words})`,
    moreNews: (count) => `… and ${count} more`,
    markSeen: "Mark all as seen",
    markedSeen: "Marked as seen.",
    copyLink: "Copy link",
    copyLinkTo: (title) => `Copy link to: ${title}`,
    copied: "Copied",
    notCopied: "Not allowed",
    sayCopied: "Link copied.",
    sayNotCopied: "This browser does not allow copying.",
    menu: "Menu",
  };
  const DATES = "en-GB";
  const KEY = "explainer-seen";
  const SHOWN = 50;
  const LINES = ":is(li, h2, td:first-child) > a:first-child";
  const COPIED = "h1[id], h2[id^='question-'], h2[id^='event-'], h3[id]";
  const root = document.currentScript.src.replace(/assets\/explainer\.js.*$/, "");
  const article = () => document.querySelector("article");

  /* What was seen last time: {things: {address: words}, day}; null on the first visit and for what is not ours. */
  function recall() {
    try {
      const seen = JSON.parse(localStorage.getItem(KEY));
      return seen && seen.things && typeof seen.things === "object" ? seen : null;
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

  const here = () => location.href.replace(/[?#].*/, "");

  /* Where this page shows things: address -> lines that begin with a link to it, and the heading it is under. */
  function findLines() {
    const lines = new Map();
    const add = (address, line) => lines.set(address, [...(lines.get(address) || []), line]);
    for (const link of article().querySelectorAll(LINES)) {
      if (!link.closest(".x-card, .x-news, nav")) add(link.href, link.parentElement);
    }
    for (const heading of article().querySelectorAll("h1, h2[id], h3[id]")) {
      add(heading.matches("h1") ? here() : `${here()}#${heading.id}`, heading);
    }
    return lines;
  }

  function mark(line, before) {
    line.append(" ", make("strong", before === undefined ? WORDS.isNew : WORDS.isChanged, "x-new"));
    if (before === undefined) return;
    const said = make(line.matches("li, td") ? "small" : "p", WORDS.before(before), "x-before");
    if (line.matches("li, td")) line.append(" ", said);
    else line.after(said);
  }

  function showDay(day) {
    const date = new Date(`${day}T00:00:00Z`);
    const words = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return isNaN(date) ? WORDS.lastVisit : date.toLocaleDateString(DATES, words);
  }

  function listNews(news, fresh) {
    const list = make("details", "");
    list.append(make("summary", WORDS.showNews));
    const items = make("ul", "");
    for (const [address, before] of news.slice(0, SHOWN)) {
      const item = make("li", "");
      const link = make("a", fresh.things[address]);
      link.href = new URL(address, root).href;
      item.append(link, before === undefined ? WORDS.listedNew : WORDS.listedBefore(before));
      items.append(item);
    }
    if (news.length > SHOWN) items.append(make("li", WORDS.moreNews(news.length - SHOWN)));
    list.append(items);
    return list;
  }

  function tell(news, seen, fresh) {
    const bar = make("section", "", "x-news");
    bar.setAttribute("aria-label", WORDS.newsTitle);
    const done = make("button", WORDS.markSeen);
    done.type = "button";
    done.addEventListener("click", () => {
      remember(fresh.things, fresh.day);
      bar.remove();
      document.querySelectorAll(".x-new, .x-before").forEach((element) => element.remove());
      const title = article().querySelector("h1");
      title?.setAttribute("tabindex", "-1"); // the button is gone: reading goes on at the title
      title?.focus();
      announce(WORDS.markedSeen);
    });
    const words = WORDS.news(news.length, showDay(seen.day));
    bar.append(make("p", words), listNews(news, fresh), done);
    article().prepend(bar);
    announce(words);
  }

  async function fetchThings() {
    try {
      const answer = await fetch(new URL("data/seen.json", root));
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // offline or no such file: nothing to compare with
    }
  }

  async function compare() {
    const fresh = await fetchThings();
    if (!fresh || !fresh.things) return;
    const seen = recall();
    const known = seen ? seen.things : fresh.things;
    const news = Object.keys(fresh.things)
      .filter((address) => known[address] !== fresh.things[address])
      .map((address) => [address, known[address]]);
    if (news.length === 0) {
      remember(fresh.things, fresh.day);
      return;
    }
    const lines = findLines();
    for (const [address, before] of news) {
      for (const line of lines.get(new URL(address, root).href) || []) mark(line, before);
    }
    tell(news, seen, fresh);
  }

  /* Say something to those who do not see it: a polite region that is there before its words are. */
  let region = null;
  function announce(words) {
    if (!region) {
      region = make("div", "", "x-unseen");
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => (region.textContent = words), 100);
  }

  async function copy(address, button) {
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false, // the reader does not allow it
    );
    button.textContent = copied ? WORDS.copied : WORDS.notCopied;
    announce(copied ? WORDS.sayCopied : WORDS.sayNotCopied);
    setTimeout(() => (button.textContent = WORDS.copyLink), 2000);
  }

  /* A button beside each sentence that has an address of its own. */
  function offerLinks() {
    if (!navigator.clipboard) return;
    for (const heading of article().querySelectorAll(COPIED)) {
      const button = make("button", WORDS.copyLink, "x-copy");
      button.type = "button";
      button.setAttribute("aria-label", WORDS.copyLinkTo(heading.textContent.trim()));
      const anchor = heading.matches("h1") ? "" : `#${heading.id}`;
      button.addEventListener("click", () => copy(here() + anchor, button));
      heading.before(button); // floats beside the heading
    }
  }

  /* The theme's menu of narrow screens opens by a label, which keys do not reach: a button takes its place. */
  function openMenuByKeys() {
    const label = document.querySelector(".md-header label[for=__drawer]");
    const toggle = document.querySelector("#__drawer");
    const menu = document.querySelector(".md-sidebar--primary");
    if (!label || !toggle || !menu) return;
    const button = make("button", "", `${label.className} x-menu`);
    const tell = () => {
      button.setAttribute("aria-expanded", String(toggle.checked));
      const isNarrow = getComputedStyle(button).display !== "none";
      menu.inert = isNarrow && !toggle.checked; // what is out of sight is out of reach
    };
    const turn = (open) => {
      if (toggle.checked !== open) toggle.click();
      open ? menu.querySelector("nav a").focus() : button.focus();
    };
    Object.assign(button, { type: "button", ariaLabel: WORDS.menu });
    button.append(...label.childNodes);
    button.addEventListener("click", () => turn(true));
    label.replaceWith(button);
    menu.addEventListener("keydown", (event) => event.key === "Escape" && toggle.checked && turn(false));
    toggle.addEventListener("change", tell);
    window.addEventListener("resize", tell);
    tell();
  }

  function start() {
    openMenuByKeys();
    if (!article()) return;
    offerLinks();
    for (const place of document.querySelectorAll("[data-here]")) place.textContent = here();
    if (location.protocol !== "file:") compare(); // a file has nothing to fetch
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
