/* Making and keeping page nodes. What people typed only ever becomes a text node or an attribute, never markup. */

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, traits = {}, ...children) {
  return dress(document.createElement(tag), traits, children);
}

export function shape(tag, traits = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), traits, children);
}

function dress(node, traits, children) {
  for (const [name, value] of Object.entries(traits)) wear(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function wear(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") for (const [kind, listen] of Object.entries(value)) node.addEventListener(kind, listen);
  else if (name === "testid") node.dataset.testid = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "style") for (const [rule, setting] of Object.entries(value)) node.style.setProperty(rule, setting);
  else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

let lastId = 0;
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

const shown = new WeakMap();

/* Brings `parent` to show `entries` ({key, signature, build}) in order; a node whose signature stayed is left alone,
   so what is focused, opened or half chosen inside it survives the next poll. */
export function reconcile(parent, entries) {
  const before = shown.get(parent) ?? new Map();
  const after = new Map();
  let cursor = parent.firstChild;
  for (const entry of entries) {
    const node = keepOrBuild(before.get(entry.key), entry);
    after.set(entry.key, { signature: entry.signature, node });
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  const staying = new Set([...after.values()].map((kept) => kept.node));
  for (const child of [...parent.childNodes]) if (!staying.has(child)) child.remove();
  shown.set(parent, after);
}

function keepOrBuild(kept, entry) {
  if (kept?.signature === entry.signature) return kept.node;
  const node = entry.build();
  if (kept?.node.contains(document.activeElement)) queueMicrotask(() => refocus(kept.node, node));
  return node;
}

function refocus(old, fresh) {
  const key = old.querySelector("[data-focus-key]:focus")?.dataset.focusKey ?? fresh.dataset.lastFocus;
  const twin = key && fresh.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  (twin || fresh).focus?.({ preventScroll: true });
}

/* Rebuilds everything inside `parent`, and puts the focus back where it was by its focus key. */
export function replaceKeepingFocus(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.focusKey : null;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (key) parent.querySelector(`[data-focus-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

export const calmMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const narrow = () => matchMedia("(max-width: 760px)").matches;
