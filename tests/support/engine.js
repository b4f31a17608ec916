// What no page may hold, whether it does anything in this engine or not. `own` is for what a page of ours needs.
const SCHEMES = ["http:", "https:", "mailto:", "tel:"];
const PARTS = ["script", "iframe", "frame", "object", "embed", "applet", "base", "form", "input", "button", "textarea",
  "select", "template", "svg", "math", "audio", "video", "portal", "dialog"];
const LEADING = ["href", "xlink:href", "src", "action", "formaction", "data", "background", "poster", "ping", "srcset"];
const OURS = /^(data:image\/(png|jpeg|gif|webp|svg\+xml);base64,|masthead:asset\/)/;
const TELLING = /url\(|expression|javascript|@import|\\/i;
function audit(page, own) {
  const found = [];
  for (const each of page.querySelectorAll("*:not(#of-the-test)")) {
    const name = each.localName;
    if (PARTS.includes(name) && !own.includes(name)) found.push(name);
    if (name === "meta" && /refresh|cookie|dns/i.test(each.httpEquiv)) found.push("meta " + each.httpEquiv);
    for (const { name: key, value } of each.attributes) {
      if (/^on/i.test(key)) found.push(name + " " + key);
      if (key === "srcdoc" || key === "ping" || key === "shadowrootmode") found.push(name + " " + key);
      if (LEADING.includes(key) && value) {
        let scheme = "none";
        try { scheme = new URL(value, "https://here.example/").protocol } catch (error) {}
        const shown = name === "img" && key === "src" && OURS.test(value);
        const odd = scheme !== "none" && !SCHEMES.includes(scheme);
        if (odd && !shown) found.push(`${name} ${key}=${value.slice(0, 90)}`);
      }
      if (key === "style" && TELLING.test(value)) found.push("style " + value.slice(0, 90));
    }
  }
  return found;
}

// Shows each page in a frame of its own, whose scripts may run, and looks it through.
function show(pages) {
  window.framed = { waiting: pages.length, found: {}, pictures: [] };
  pages.forEach(([name, html, type, own], number) => {
    const frame = document.createElement("iframe");
    let first = true;
    frame.onload = () => {
      if (!first) return;
      first = false;
      const bad = frame.contentDocument ? audit(frame.contentDocument, own) : ["went away"];
      if (bad.length) window.framed.found[name] = bad;
      for (const each of frame.contentDocument?.images || []) window.framed.pictures.push(each.src);
      setTimeout(() => { window.framed.waiting -= 1 }, 0);
    };
    if (type === "text/html") frame.srcdoc = html;
    else frame.src = URL.createObjectURL(new Blob([html], { type }));
    document.body.append(frame);
  });
}
