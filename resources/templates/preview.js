({
  // What the composing window asks of a preview page: which block is at a point, to bring a block into sight, and to
  // have a scroll bar like the window's own. None of it changes the page.
  at: (x, y) => {
    const element = document.elementFromPoint(x, y);
    const found = element && element.closest("[data-block]");
    return found ? found.getAttribute("data-block") : null;
  },
  reveal: (block) => {
    const found = document.querySelector(`[data-block="${block}"]`);
    if (!found) return false;
    const box = found.getBoundingClientRect();
    const height = window.innerHeight;
    const inSight = box.top >= 0 && box.top < height - 60 && (box.bottom <= height || box.top < height / 2);
    if (!inSight) window.scrollBy({ top: box.top - height / 4, behavior: "instant" });
    return true;
  },
  slim: (colour) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html { scrollbar-width: thin; scrollbar-color: ${colour} transparent; }`);
    document.adoptedStyleSheets = [sheet];
  },
})
