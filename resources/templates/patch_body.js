((html) => {
  // Makes document.body the body of `html`. Children that are equal stay the same nodes; runs of equal children at both
  // ends of an element are skipped, what is between is matched pairwise, so that one changed block is one small change.
  const same = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName;
  const attributes = (from, to) => {
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  };
  const patch = (from, to) => {
    if (from.nodeType === Node.ELEMENT_NODE) {
      attributes(from, to);
      children(from, to);
    } else if (from.nodeValue !== to.nodeValue) {
      from.nodeValue = to.nodeValue;
    }
  };
  const children = (from, to) => {
    const old = [...from.childNodes];
    const fresh = [...to.childNodes];
    let start = 0;
    let end = 0;
    const most = Math.min(old.length, fresh.length);
    while (start < most && old[start].isEqualNode(fresh[start])) start++;
    while (end < most - start && old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end])) end++;
    const left = old.slice(start, old.length - end);
    const right = fresh.slice(start, fresh.length - end);
    const shared = Math.min(left.length, right.length);
    for (let i = 0; i < shared; i++) {
      if (same(left[i], right[i])) patch(left[i], right[i]);
      else left[i].replaceWith(document.importNode(right[i], true));
    }
    left.slice(shared).forEach((node) => node.remove());
    const before = end ? old[old.length - end] : null;
    right.slice(shared).forEach((node) => from.insertBefore(document.importNode(node, true), before));
  };
  const next = new DOMParser().parseFromString(html, "text/html");
  const style = next.head.querySelector("style");
  const shown = document.head.querySelector("style");
  if (style && shown && style.textContent !== shown.textContent) shown.textContent = style.textContent;
  attributes(document.documentElement, next.documentElement);
  patch(document.body, next.body);
})
