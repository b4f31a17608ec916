((config) => {
  // Runs in our own world beside the page, once its document is there: gives every item its number, its marks and its
  // two buttons, and puts the calls of the reading pane under the name `masthead`.
  const entries = [...document.querySelectorAll(".item, .link-list > li")];
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
  const mark = (position, marks) => {
    const entry = entries[position];
    if (!entry) return;
    const { labels, icons } = config;
    const starred = marks.includes("s");
    const read = marks.includes("r");
    entry.classList.toggle("starred", starred);
    entry.classList.toggle("read", read);
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
    );
    tools.children[0].classList.toggle("on", starred);
    if (focused >= 0) tools.children[focused].focus({ preventScroll: true });
  };
  entries.forEach((entry, position) => {
    entry.classList.add("entry");
    entry.dataset.item = position;
  });
  const marks = JSON.parse(document.body.dataset.marks || "{}");
  if (config.tools) entries.forEach((_, position) => mark(position, marks[position] || ""));

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
          if (at > 0 && /[\p{L}\p{N}]/u.test(flat[at - 1]) && !/[\u3040-\u9fff\uac00-\ud7af]/.test(word)) continue;
          const range = document.createRange();
          range.setStart(walker.currentNode, places[at]);
          range.setEnd(walker.currentNode, places[at + word.length]);
          ranges.push(range);
        }
      }
    }
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  };
  window.masthead = {
    mark,
    style: (css, classes) => {
      document.head.querySelector("style").textContent = css;
      document.documentElement.className = classes;
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
      });
    },
    // How the links to an address read: those that have it, and the one that was clicked. As text, see tops.
    linkTexts: (address) => {
      const links = [...document.links].filter((link) => link.href === address).slice(0, 50);
      const clicked = document.activeElement?.closest?.("a[href]");
      return JSON.stringify([...new Set(clicked ? [clicked, ...links] : links)].map((link) => link.textContent.slice(0, 300)));
    },
    restore: (y) => window.scrollTo({ top: y, behavior: "instant" }),
    page: (direction) => {
      // One page on; true when there was nothing left to show in that direction.
      const before = window.scrollY;
      const most = document.documentElement.scrollHeight - window.innerHeight;
      if (direction > 0 && before >= most - 2) return true;
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
