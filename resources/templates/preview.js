({
  // What the composing window asks of a preview page: which block is at a point, to bring a block into sight or to the
  // top, the colour it has at its top, and a scroll bar like the window's own. None of it changes what the page says.
  at: (x, y) => {
    const element = document.elementFromPoint(x, y);
    const found = element && element.closest("[data-block]");
    return found ? found.getAttribute("data-block") : null;
  },
  reveal: (block, atTop) => {
    const found = document.querySelector(`[data-block="${block}"]`);
    if (!found) return false;
    const box = found.getBoundingClientRect();
    const height = window.innerHeight;
    const inSight = box.top >= 0 && box.top < height - 60 && (box.bottom <= height || box.top < height / 2);
    if (atTop) window.scrollBy({ top: box.top - 12, behavior: "instant" });
    else if (!inSight) window.scrollBy({ top: box.top - height / 4, behavior: "instant" });
    return true;
  },
  start: () => window.scrollTo({ top: 0, behavior: "instant" }),
  ground: () => {
    if (window.scrollY > 0) return "";
    for (let element = document.elementFromPoint(1, 1); element; element = element.parentElement) {
      const parts = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
      if (parts.length === 3) return "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
    }
    return "#ffffff";
  },
  dress: (colour) => {
    // Pictures from elsewhere are not loaded here; their alternative text stands in a frame instead.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      ::-webkit-scrollbar { width: 10px; height: 10px; background: transparent; }
      ::-webkit-scrollbar-thumb {
        background: ${colour}; background-clip: padding-box; border: 2px solid transparent; border-radius: 5px; }
      img[src^="http"] {
        box-sizing: border-box; min-height: 3em; padding: 8px 12px !important; border: 1px dashed #a39e93 !important;
        border-radius: 6px; font: italic 13px/1.5 sans-serif !important; opacity: 0.85; }
    `);
    document.adoptedStyleSheets = [sheet];
  },
})
