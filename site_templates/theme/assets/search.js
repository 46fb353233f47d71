/* The search of the theme, asked in the words of these pages and ranked. Without it the search is complete.
   The theme asks its worker for what was typed; the question passes through here on its way,
   and what is found on its way back. The row of facets (facets.js) narrows it. */

(function () {
  "use strict";

  /* The words of the language; readers see none of them. */
  const list = (words) => words.trim().split(/\s+/);
  const SMALL = new Set(
    list(`
      a an and are at be by can could did do does for had has have how if in is it many much of on or so that the
      their them there they this to was were what when which will with would
    `),
  );
  const MONTHS = list("January February March April May June July August September October November December");
  const FRACTIONS = {
    "1/2": "half",
    "1/3": "one-third",
    "2/3": "two-thirds",
    "1/4": "quarter",
    "3/4": "three-quarters",
  };
  const COUNTS = list(`
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
  `);
  const TENS = list("twenty thirty forty fifty sixty seventy eighty ninety");
  const LONG = 4; // words
  const [QUERY, RESULT] = [2, 3]; // the theme's numbers for messages: a question, and what is found
  let facets = { synonyms: [], figure: undefined, labels: () => [] }; // what facets.js tells: see learn
  let worker = null;
  let asked = "";
  let near = { words: "", unknown: [] }; // words of the last question that occur nowhere

  /* Dates and numbers as these pages write them. */
  function spell(words) {
    const date = (year, month, day) => {
      const [rightDay, rightMonth] = month > 12 ? [month, day] : [day, month];
      const name = MONTHS[rightMonth - 1];
      return name ? `${Number(rightDay)} ${name} ${year}` : `${day} ${month} ${year}`;
    };
    const [tens, counts] = [TENS.join("|"), COUNTS.join("|")];
    const count = new RegExp(`\\b(?:(${tens})[ -]?)?(${counts})?[ -](hundred|thousand)\\b`, "gi");
    const place = (list, word) => (word ? list.indexOf(word.toLowerCase()) : 0);
    return words
      .replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, (all, year, month, day) => date(year, month, day))
      .replace(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, (all, day, month, year) => date(year, month, day))
      .replace(/\b[1-3]\/[2-4]\b/g, (part) => FRACTIONS[part] || part)
      .replace(/\b(\d{1,3})[.'’](?=\d{3}\b)/g, "$1,")
      .replace(/\b(\d{1,3})k\b/gi, "$1,000")
      .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, "$1")
      .replace(/['’]s\b/g, "")
      .replace(count, (all, tens, ones, unit) => {
        const value = (tens ? 10 * (place(TENS, tens) + 2) : 0) + place(COUNTS, ones);
        return value ? (value * (/^h/i.test(unit) ? 100 : 1000)).toLocaleString("en") : all;
      });
  }

  /* The theme takes each word for the beginning of one. A short word that is finished is meant as it is:
     "a" is not the beginning of "artillery". A small word never decides, and a long one is looked for
     without its ending as well. */
  function refine(typed, unknown) {
    if (isLanguage(typed)) return typed;
    const words = spell(typed);
    const all = words.trim().split(/\s+/);
    const exact = all.map((word, place) => {
      if (place < all.length - 1 && SMALL.has(word.toLowerCase())) return `${word}^0`;
      if (place < all.length - 1 && /^[a-z]{1,3}$/i.test(word)) return `${word}^1`;
      const stem = findStem(word);
      return stem ? `${word}^2 ${stem}` : word;
    });
    const others = synonyms(words).map((word) => `${word}^1`);
    const telling = all.filter((word) => !SMALL.has(word.toLowerCase()));
    if (others.length) others.push(...telling.map((word) => `${word}^3`));
    const guesses = unknown.flatMap(guess);
    const chosen = facets.labels().flatMap((label) => label.split(/\s+/));
    const wanted = chosen.filter((word) => /^[\p{L}\p{N}]+$/u.test(word)).map((word) => `+tags:${word}`);
    return [...exact, ...others, ...joined(words), ...guesses, ...wanted].join(" ");
  }

  /* Whether the reader knows the language of the search. */
  function isLanguage(words) {
    return /["+~^:*]/.test(words);
  }

  function findStem(word) {
    return /^([a-z]{4,}?)(?:ed|ing|ies|es|s|e|ian|n)$/i.exec(word)?.[1];
  }

  /* Parts of a name may be written with a hyphen, or as one. */
  function joined(words) {
    return (words.match(/\p{L}+-\p{L}+/gu) || []).map((word) => `${word.replace("-", "")}^3`);
  }

  /* For a word that occurs nowhere: what is spelt much like it, begins like it, or is a part of it. */
  function guess(word) {
    if (word.length > 30) return []; // each try costs time
    const tries = [`${word}~${word.length > 5 ? 2 : 1}`];
    if (word.length > 7) tries.push(word.slice(0, -3));
    for (let cut = 3; cut <= word.length - 3; cut++) tries.push(`${word.slice(0, cut)}^1`, `${word.slice(cut)}^1`);
    return tries;
  }

  /* Words of the editors that mean what was typed; a question of many words finds its place without them. */
  function synonyms(words) {
    const all = words.trim().toLowerCase().split(/\s+/);
    if (all.filter((word) => !SMALL.has(word)).length > LONG) return [];
    const said = ` ${all.join(" ")} `;
    const means = (form) => said.includes(` ${form} `) || said.includes(` ${form}s `);
    const groups = facets.synonyms.filter((forms) => forms.some(means));
    const meant = groups.flat().flatMap((form) => form.split(/[^\p{L}\p{N}]+/u));
    return [...new Set(meant)].filter((word) => word && !SMALL.has(word) && !said.includes(` ${word} `));
  }

  /* The words of a question of which nothing that was found has one. */
  function findUnknown(words, items) {
    if (isLanguage(words)) return [];
    const found = (one) => Object.keys(one.terms).filter((term) => one.terms[term]);
    const known = new Set(items.flat().flatMap(found));
    const all = spell(words).toLowerCase().match(/\p{L}{4,}/gu) || [];
    return all.filter((word) => !SMALL.has(word) && !known.has(word) && !known.has(findStem(word)));
  }

  /* What has all the words comes before what has some, what has them as they were typed before what has them here
     and there, and a figure first when the question is how many. */
  function rank(words, items) {
    const bare = (text) => text.replace(/<[^>]*>/g, "").toLowerCase();
    const flat = (text) => ` ${bare(text).replace(/[^\p{L}\p{N},.%]+/gu, " ").trim()} `;
    const phrase = flat(spell(words)).trimEnd();
    const all = phrase.trim().split(" ");
    const telling = all.filter((word) => !SMALL.has(word));
    const meanings = new Map(telling.map((word) => [word, [word, findStem(word), ...synonyms(word)]]));
    const groups = facets.synonyms.filter((forms) => forms.includes(phrase.trim()));
    const names = new Set(groups.flat());
    const asksCount = /\b(how (many|much)|number of)\b/.test(phrase);
    const weigh = (one) => {
      const has = telling.filter((word) => meanings.get(word).some((other) => one.terms[other])).length;
      let weight = telling.length > 1 ? 0.4 + 0.6 * (has / telling.length) ** 2 : 1;
      const title = flat(one.title);
      if (all.length > 1 && (title.includes(phrase) || names.has(title.trim()))) weight *= all.length;
      else if (all.length > 1 && flat(one.text).includes(phrase)) weight *= (all.length + 1) / 2;
      return asksCount && one.tags?.[0]?.replace(/<[^>]*>/g, "") === facets.figure ? weight * 2 : weight;
    };
    const best = (found) => Math.max(...found.map((one) => one.score));
    for (const one of items.flat()) one.score *= weigh(one);
    items.forEach((found) => found.sort((one, other) => other.score - one.score));
    items.sort((one, other) => best(other) - best(one));
  }

  /* The theme's worker: questions pass through here on their way, and what is found on its way back. */
  window.Worker = class extends Worker {
    constructor(...settings) {
      super(...settings);
      this.questions = [];
      this.addEventListener("message", (event) => event.data?.type === RESULT && this.hear(event));
    }

    postMessage(message, ...more) {
      if (message?.type !== QUERY || typeof message.data !== "string") return super.postMessage(message, ...more);
      [worker, asked] = [this, message.data];
      return this.ask(message.data, near.words === message.data ? near.unknown : []);
    }

    ask(words, unknown) {
      this.questions.push({ words, unknown });
      super.postMessage({ type: QUERY, data: words.trim() ? refine(words, unknown) : words });
    }

    hear(event) {
      const { words, unknown } = this.questions.shift();
      const { items } = event.data.data;
      const lost = unknown.length || facets.labels().length ? [] : findUnknown(words, items);
      if (!lost.length) return rank(words, items);
      event.stopImmediatePropagation();
      near = { words, unknown: lost };
      this.ask(words, lost);
    }
  };

  /* What the row of facets may ask of the search, and tell it. */
  window.explainerSearch = {
    asked: () => asked,

    askAgain() {
      if (worker) worker.postMessage({ type: QUERY, data: asked });
    },

    /* Takes the words that mean the same, the word for a figure and a function for the words of what is chosen;
       returns whether the last question is asked again with them. */
    learn(told) {
      facets = told;
      const changes = facets.labels().length > 0 || synonyms(asked).length > 0;
      if (changes) this.askAgain();
      return changes;
    },
  };

  /* The theme tells which words a result lacks: of those that were typed, not of those that were asked for beside
     them, and not of those for which another spelling or another word was found. */
  function tellMissing(list) {
    const typed = new Set(asked.toLowerCase().split(/[^\p{L}\p{N}]+/u));
    const guessed = near.words === asked ? near.unknown : [];
    const lacks = (word) => typed.has(word) && !guessed.includes(word) && !synonyms(word).length;
    for (const missing of list.querySelectorAll(".md-search-result__terms")) {
      const words = [...missing.querySelectorAll("del")];
      words.filter((word) => !lacks(word.textContent.toLowerCase())).forEach((word) => word.remove());
      if (words.length && !missing.querySelector("del")) missing.remove();
    }
  }

  /* The theme makes a landmark of each result's tags: too many, and all alike. */
  function mendResults(list) {
    const unmark = () => {
      list.querySelectorAll("nav.md-tags").forEach((tags) => tags.setAttribute("role", "none"));
      tellMissing(list);
    };
    new MutationObserver(unmark).observe(list, { childList: true, subtree: true });
    unmark();
  }

  document.querySelectorAll(".md-search-result__list").forEach(mendResults);
})();
