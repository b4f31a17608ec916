((config) => {
  // Runs in our own world beside the page, once its document is there: gives every item its number, its marks and its
  // two buttons, and puts the calls of the reading pane under the name `masthead`.
  let entries = [];
  let marksOf = {};
  const tool = (command, icon, label, position) => {
    const link = document.createElement("a");
    link.href = `masthead:command/${command}/${position}`;
    link.className = command;
    link.innerHTML = icon;
    link.title = label;
    link.setAttribute("aria-label", label);
    link.setAttribute("role", "button");
    return link;
  };
  const addTools = (entry, position) => {
    const { labels, icons } = config;
    const starred = (marksOf[position] || "").includes("s");
    const read = (marksOf[position] || "").includes("r");
    let tools = entry.querySelector(":scope > .tools");
    if (!tools) {
      tools = document.createElement("span");
      tools.className = "tools";
      entry.append(tools);
    }
    const focused = [...tools.children].indexOf(document.activeElement);
    tools.replaceChildren(
      tool("star", starred ? icons.starred : icons.star, starred ? labels.unstar : labels.star, position),
      tool("read", read ? icons.unread : icons.read, read ? labels.unread : labels.read, position),
      tool("clip", icons.clip, labels.clip, position),
    );
    tools.children[0].classList.toggle("on", starred);
    if (focused >= 0) tools.children[focused].focus({ preventScroll: true });
  };
  const mark = (position, marks) => {
    const entry = entries[position];
    if (!entry) return;
    marksOf[position] = marks;
    entry.classList.toggle("starred", marks.includes("s"));
    entry.classList.toggle("read", marks.includes("r"));
    if (entry.querySelector(":scope > .tools")) addTools(entry, position);
  };
  const prepare = () => {
    entries = [...document.querySelectorAll(".item, .link-list > li")];
    entries.forEach((entry, position) => {
      entry.classList.add("entry");
      entry.dataset.item = position;
    });
    marksOf = JSON.parse(document.body.dataset.marks || "{}");
    Object.entries(marksOf).forEach(([position, marks]) => mark(position, marks));
  };
  // Where the words end: below them is room only, so that the last section can come up to the top of the window.
  const end = () => {
    const page = document.querySelector(".page");
    if (!page) return document.documentElement.scrollHeight;
    return page.getBoundingClientRect().bottom + window.scrollY - parseFloat(getComputedStyle(page).paddingBottom);
  };
  const isEndSeen = () => end() - 20 <= window.scrollY + window.innerHeight;
  // A page that is seen whole has no such room and does not scroll.
  const fit = () => document.documentElement.toggleAttribute("data-short", end() + 26 <= window.innerHeight);
  prepare();
  fit();
  window.addEventListener("resize", fit);
  document.addEventListener("load", fit, true);
  // An item gets its buttons when the pointer or the keyboard comes to it: a page of 3,000 items needs them of one.
  const arrive = (event) => {
    const entry = event.target.closest?.(".entry");
    if (entry && !entry.querySelector(":scope > .tools")) addTools(entry, Number(entry.dataset.item));
  };
  if (config.tools) for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, arrive);

  const top = (element) => element.getBoundingClientRect().top + window.scrollY;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = (text) => {
    // The text without accents and case, and for each of its characters the place it came from.
    let flat = "";
    const places = [];
    for (let i = 0; i < text.length; i++) {
      const part = plain(text[i]);
      flat += part;
      for (let k = 0; k < part.length; k++) places.push(i);
    }
    places.push(text.length);
    return [flat, places];
  };
  const find = (words) => {
    const ranges = [];
    const wanted = words.map(plain).filter(Boolean);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (wanted.length && walker.nextNode() && ranges.length < 2000) {
      const [flat, places] = folded(walker.currentNode.data);
      for (const word of wanted) {
        for (let at = flat.indexOf(word); at >= 0; at = flat.indexOf(word, at + word.length)) {
          const end = at + word.length;
          const letter = /[\p{L}\p{N}]/u;
          if (!/[\u3040-\u9fff\uac00-\ud7af]/.test(word)) {
            if (at > 0 && letter.test(flat[at - 1])) continue;
            // One letter begins half of all words: it is marked where it stands alone.
            if (word.length === 1 && end < flat.length && letter.test(flat[end])) continue;
          }
          const range = document.createRange();
          range.setStart(walker.currentNode, places[at]);
          range.setEnd(walker.currentNode, places[end]);
          ranges.push(range);
        }
      }
    }
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  };
  // The words of the page as one text, for marks that stay: a place in it is a node and a place in that.
  const words = () => {
    const nodes = [];
    const starts = [];
    let text = "";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
      starts.push(text.length);
      text += walker.currentNode.data;
    }
    return { nodes, starts, text };
  };
  const rangeOf = ({ nodes, starts }, from, to) => {
    const at = (place, isEnd) => {
      let low = 0;
      let high = nodes.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] < place || (!isEnd && starts[middle] === place)) low = middle;
        else high = middle - 1;
      }
      return [nodes[low], Math.min(place - starts[low], nodes[low].length)];
    };
    const range = document.createRange();
    range.setStart(...at(from, false));
    range.setEnd(...at(to, true));
    return range;
  };
  const bare = (text) => text.replace(/\s+/g, "");
  const alike = (one, other) => {
    let length = 0;
    while (length < one.length && length < other.length && one[length] === other[length]) length++;
    return length;
  };
  const turned = (text) => [...text].reverse().join("");
  const locate = (page, { quote, before, after }) => {
    // Where the words stand whose surroundings are most like those they had; blanks do not count.
    const letters = quote.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    let best = null;
    let most = -1;
    for (const match of page.text.matchAll(new RegExp(letters.join("\\s*"), "g"))) {
      const end = match.index + match[0].length;
      const left = turned(bare(page.text.slice(Math.max(0, match.index - 200), match.index)));
      const found = alike(left, turned(bare(before))) + alike(bare(page.text.slice(end, end + 200)), bare(after));
      if (found > most) [best, most] = [rangeOf(page, match.index, end), found];
    }
    return best;
  };
  const kept = new Map();
  const drawKept = () => {
    CSS.highlights.delete("kept");
    if (kept.size) CSS.highlights.set("kept", new Highlight(...kept.values()));
  };
  const keptAt = (x, y) => {
    const caret = document.caretRangeFromPoint(x, y);
    if (!caret) return 0;
    for (const [number, range] of kept) {
      if (range.isPointInRange(caret.startContainer, caret.startOffset)) return number;
    }
    return 0;
  };

  const PARTS = ":is(p, li, h1, h2, h3, h4, td, img, figure, blockquote)";

  // The place to come back to, for as long as pictures above it still come in and nobody scrolled.
  let sought = null;
  const seek = () => {
    if (!sought) return;
    const [number, count, above] = sought.anchor.split(/[/+]/).map(Number);
    const parts = document.querySelectorAll(PARTS);
    const part = count === parts.length ? parts[number] : null;
    const y = part ? top(part) + above * part.getBoundingClientRect().height
      : sought.fraction * document.documentElement.scrollHeight;
    window.scrollTo({ top: y, behavior: "instant" });
  };
  document.addEventListener("load", seek, true);
  for (const kind of ["wheel", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { sought = null; }, { capture: true, passive: true });
  }

  window.masthead = {
    // Put another page in the place of this one, without the engine loading a document: true when it is there.
    swap: (html) => {
      const other = new DOMParser().parseFromString(html, "text/html");
      const root = document.documentElement;
      for (const name of ["lang", "dir", "class"]) root.setAttribute(name, other.documentElement.getAttribute(name) || "");
      document.title = other.title;
      document.head.querySelector("style").textContent = other.head.querySelector("style").textContent;
      document.body.replaceWith(document.adoptNode(other.body));
      CSS.highlights.clear();
      kept.clear();
      sought = null;
      window.scrollTo({ top: 0, behavior: "instant" });
      prepare();
      fit();
      return true;
    },
    mark,
    style: (css, classes) => {
      document.head.querySelector("style").textContent = css;
      document.documentElement.className = classes;
      fit();
    },
    // As text, because Qt hands lists over empty.
    tops: (selectors) => JSON.stringify(selectors.map((selector) => {
      const element = selector ? document.querySelector(selector) : document.body;
      return element ? top(element) : -1;
    })),
    go: (selector) => {
      const element = selector ? document.querySelector(selector) : null;
      window.scrollTo({ top: element ? top(element) - 20 : 0, behavior: config.smooth ? "smooth" : "instant" });
    },
    goItem: (position) => {
      const entry = entries[position];
      if (!entry) return;
      window.scrollTo({ top: top(entry) - 80, behavior: "instant" });
      entry.setAttribute("data-at", "");
      setTimeout(() => entry.removeAttribute("data-at"), 1500);
    },
    current: () => {
      const under = document.querySelector(".entry:hover") || document.activeElement.closest?.(".entry");
      return under ? Number(under.dataset.item) : -1;
    },
    // What stands at a point, or with the focus, under the pointer or at the top when there is none. As text, see tops.
    spot: (x, y) => {
      const focused = document.activeElement?.closest?.("[data-block]");
      const at = x >= 0 ? document.elementFromPoint(x, y)
        : focused || document.querySelector("[data-block]:hover, section:hover > h2") || document.elementFromPoint(window.innerWidth / 2, 90);
      const heading = at?.closest?.("section > h2");
      return JSON.stringify({
        block: heading ? "" : at?.closest?.("[data-block]")?.dataset.block || "",
        section: at?.closest?.("[data-section]")?.dataset.section || "",
        selected: String(window.getSelection()),
        link: at?.closest?.("a[href]")?.href || "",
        highlight: x >= 0 ? keptAt(x, y) : 0,
      });
    },
    // How the links to an address read: those that have it, and the one that was clicked. As text, see tops.
    linkTexts: (address) => {
      const links = [...document.links].filter((link) => link.href === address).slice(0, 50);
      const clicked = document.activeElement?.closest?.("a[href]");
      return JSON.stringify([...new Set(clicked ? [clicked, ...links] : links)].map((link) => link.textContent.slice(0, 300)));
    },
    // The words selected with those around them, and the item they stand in. As text, see tops.
    selection: () => {
      const chosen = window.getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return "";
      const range = chosen.getRangeAt(0);
      const lead = document.createRange();
      lead.setStart(document.body, 0);
      lead.setEnd(range.startContainer, range.startOffset);
      const from = lead.toString().length;
      const quote = range.toString().slice(0, 20000);
      const { text } = words();
      const entry = range.startContainer.parentElement?.closest(".entry");
      return JSON.stringify({
        quote: String(chosen).slice(0, 20000).trim() ? quote : "",
        before: text.slice(Math.max(0, from - 80), from),
        after: text.slice(from + quote.length, from + quote.length + 80),
        item: entry ? Number(entry.dataset.item) : -1,
      });
    },
    // Marks that stay: numbers with their words; those that are not in this view are not drawn.
    keep: (marks) => {
      kept.clear();
      const page = marks.length ? words() : null;
      for (const each of marks) {
        const range = locate(page, each);
        if (range) kept.set(each.number, range);
      }
      drawKept();
      return kept.size;
    },
    unselect: () => window.getSelection().removeAllRanges(),
    // The mark under the pointer's last place or at the words selected, 0 for none.
    keptHere: () => {
      const chosen = window.getSelection();
      for (const [number, range] of kept) {
        if (chosen.rangeCount && chosen.getRangeAt(0).intersectsNode(range.commonAncestorContainer)
          && range.compareBoundaryPoints(Range.START_TO_END, chosen.getRangeAt(0)) > 0
          && range.compareBoundaryPoints(Range.END_TO_START, chosen.getRangeAt(0)) < 0) return number;
      }
      return 0;
    },
    // How far down the page is: the part at its top with how much of it is above, and how much of the whole is.
    where: () => {
      const y = window.scrollY;
      const whole = document.documentElement.scrollHeight;
      if (y < 8 || isEndSeen()) return JSON.stringify({ anchor: "", fraction: 0 });
      let anchor = "";
      const parts = document.querySelectorAll(PARTS);
      for (let number = 0; number < parts.length; number++) {
        const box = parts[number].getBoundingClientRect();
        if (box.top > 1) break;
        if (box.height) anchor = `${number}/${parts.length}+${(-box.top / box.height).toFixed(3)}`;
      }
      return JSON.stringify({ anchor, fraction: y / whole });
    },
    place: (anchor, fraction) => {
      sought = { anchor, fraction };
      seek();
    },
    restore: (y) => window.scrollTo({ top: y, behavior: "instant" }),
    page: (direction) => {
      // One page on; true when there was nothing left to show in that direction.
      if (direction > 0 && isEndSeen()) return true;
      window.scrollBy({ top: direction * (window.innerHeight - 56), behavior: "instant" });
      return false;
    },
    highlight: (words, jump) => {
      CSS.highlights.delete("found");
      const ranges = find(words);
      if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
      if (ranges.length && jump) {
        const body = ranges.find((range) => !range.startContainer.parentElement.closest(".issue-head")) || ranges[0];
        const y = body.getBoundingClientRect().top;
        if (y < 0 || y > window.innerHeight - 60) window.scrollTo({ top: y + window.scrollY - 120, behavior: "instant" });
      }
      return ranges.length;
    },
  };
})
