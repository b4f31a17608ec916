// Runs axe-core over pages, light and dark. Arguments: the folder of node modules, the browser, then the pages.
// Prints one line of JSON for each page and colour scheme: {page, scheme, violations: [{id, help, targets}]}.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const axe = load("axe-core").source;
const browser = await load("playwright-core").chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({ colorScheme, bypassCSP: true, reducedMotion: "reduce" });
  const tab = await context.newPage();
  for (const page of pages) {
    await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    const found = violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map((node) => node.target.join(" ")) }));
    console.log(JSON.stringify({ page, scheme: colorScheme, violations: found }));
  }
  await context.close();
}
await browser.close();
