// The search of an archive: it works on a server and from a disk, and loads only the parts of the index that a word needs.
(function () {
  "use strict";
  var ID = 6, SHOWN = 50;
  var main = document.getElementById("text"), form = document.getElementById("search"), query = document.getElementById("query");
  var status = document.getElementById("status"), list = document.getElementById("found");
  var loaded = {}, run = 0;

  // A part of the index is a script that calls one of these: a page on a disk may load scripts, but not fetch data.
  window.mastheadWords = function (name, titles, texts) { loaded["w-" + name] = { titles: titles, texts: texts }; };
  window.mastheadIssues = function (name, issues) { loaded["i-" + name] = issues; };

  function load(name) {
    if (name in loaded) { return Promise.resolve(loaded[name]); }
    return new Promise(function (resolve) {
      var script = document.createElement("script");
      script.src = "search/" + name + ".js";
      script.onload = function () { script.remove(); resolve(loaded[name]); };
      script.onerror = function () { script.remove(); loaded[name] = null; resolve(null); };
      document.head.append(script);
    });
  }

  function isIdeograph(text) { return /^[\u3040-\u30ff\u3400-\u9fff]/.test(text); }

  // What a word is, just as the index was made: see exporters/site_search.py.
  function wordsOf(text) {
    var plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, ""), words = [];
    (plain.match(/[\u3040-\u30ff\u3400-\u9fff]+|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+/gu) || []).forEach(function (word) {
      if (!isIdeograph(word)) {
        words.push(Array.from(word).slice(0, 24).join(""));
      } else if (word.length === 1) {
        words.push(word);
      } else {
        for (var at = 0; at + 2 <= word.length; at += 1) { words.push(word.slice(at, at + 2)); }
      }
    });
    return words.filter(function (word, place) { return words.indexOf(word) === place; });
  }

  function partOf(word) {
    var letters = isIdeograph(word) ? [word.charCodeAt(0) >> 6] : Array.from(word).slice(0, 2).map(function (letter) {
      return /[a-z0-9]/.test(letter) ? letter : letter.codePointAt(0);
    });
    return letters.map(function (letter) { return typeof letter === "number" ? letter.toString(16) + "_" : letter; }).join("");
  }

  function issuesPartOf(id) { return id.charCodeAt(0).toString(16) + id.charCodeAt(1).toString(16); }

  function idsIn(index, word, whole, found, worth) {
    Object.keys(index).forEach(function (known) {
      if (known === word || (!whole && known.startsWith(word))) {
        for (var at = 0; at < index[known].length; at += ID) {
          var id = index[known].slice(at, at + ID);
          found.set(id, Math.max(found.get(id) || 0, worth + (known === word ? 1 : 0)));
        }
      }
    });
  }

  // The issues with `word`, each with what the place of the word is worth; the last word may be unfinished.
  function lookUp(word, whole) {
    return load("w-" + partOf(word)).then(function (part) {
      var found = new Map();
      if (part) {
        idsIn(part.texts, word, whole, found, 1);
        idsIn(part.titles, word, whole, found, 4);
      }
      return found;
    });
  }

  function inAll(maps) {
    var rest = maps.slice(1), hits = [];
    maps[0].forEach(function (worth, id) {
      if (rest.every(function (each) { return each.has(id); })) {
        hits.push({ id: id, worth: rest.reduce(function (sum, each) { return sum + each.get(id); }, worth) });
      }
    });
    return hits.sort(function (a, b) { return b.worth - a.worth || (a.id < b.id ? 1 : -1); });
  }

  function say(text) { status.textContent = text; }

  function element(name, text, className) {
    var made = document.createElement(name);
    made.textContent = text;
    made.dir = "auto";
    if (className) { made.className = className; }
    return made;
  }

  function shown(issue) {
    var entry = document.createElement("li"), heading = document.createElement("h2"), link = element("a", issue[1]);
    link.href = issue[0];
    heading.append(link);
    if (issue[3]) { entry.append(element("time", issue[3])); }
    entry.append(heading);
    if (issue[2]) { entry.append(element("p", issue[2], "kicker")); }
    if (issue[4]) { entry.append(element("p", issue[4], "preheader")); }
    return entry;
  }

  function search(text) {
    var mine = run += 1, words = wordsOf(text);
    list.replaceChildren();
    if (!words.length) { say(""); return; }
    say(main.dataset.searching);
    Promise.all(words.map(function (word, place) { return lookUp(word, place < words.length - 1 || (isIdeograph(word) && word.length > 1)); })).then(function (maps) {
      var hits = inAll(maps), first = hits.slice(0, SHOWN);
      return Promise.all(first.map(function (hit) { return load("i-" + issuesPartOf(hit.id)); })).then(function (parts) {
        if (mine !== run) { return; }
        say(!hits.length ? main.dataset.nothing : hits.length === 1 ? main.dataset.one : main.dataset.many.replace("{}", hits.length));
        list.replaceChildren.apply(list, first.map(function (hit, place) { return parts[place] && parts[place][hit.id]; })
          .filter(Boolean).map(shown));
      });
    });
  }

  form.hidden = false;
  query.value = new URLSearchParams(location.search).get("q") || "";
  query.addEventListener("input", function () { search(query.value); });
  form.addEventListener("submit", function (event) { event.preventDefault(); search(query.value); });
  search(query.value);
  query.focus();
}());
