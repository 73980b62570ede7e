/* Block Kit's layout blocks, for messages, Home and forms. */
import { chart } from "./chart.js";
import { element, picture, rememberInitial } from "./elements.js";
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { plain, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { dataTable, plainTable } from "./table.js";

/* place: {surface, form?, act(click), options?(search)} */
export function renderBlocks(blocks, place) {
  return blocks.map((block, position) => {
    const spot = { ...place, blockId: block.block_id ?? `block-${position}` };
    const node = (BLOCKS[block.type] ?? unknown)(block, spot);
    node.classList.add("block");
    node.dataset.blockId = spot.blockId;
    return node;
  });
}

const BLOCKS = {
  section,
  header: (block) => el("div", { class: "block-header", role: "heading", "aria-level": block.level ?? 3 }, plain(block.text?.text ?? "")),
  divider: () => el("hr", { class: "block-divider" }),
  context,
  actions: (block, spot) => el("div", { class: "block-actions" }, (block.elements ?? []).map((piece) => element(piece, spot))),
  context_actions: (block, spot) => el("div", { class: "block-context-actions" }, (block.elements ?? []).map((piece) => element(piece, spot))),
  image,
  input,
  rich_text: (block) => richText(block),
  table: plainTable,
  data_table: dataTable,
  data_visualization: chart,
  alert,
  markdown: (block) => markdown(block.text ?? ""),
};

function unknown(block) {
  return el("div", { class: "unknown-block" }, `(a "${block.type}" block, which the playground does not draw)`);
}

function section(block, spot) {
  const body = [
    block.text ? el("div", { class: "section-text" }, textObject(block.text)) : null,
    block.fields ? el("div", { class: "section-fields" }, block.fields.map((field) => el("div", {}, textObject(field)))) : null,
  ];
  if (!block.accessory) return el("div", { class: "block-section" }, body);
  const kind = /select|checkboxes|radio|picker/.test(block.accessory.type) ? " wide-accessory" : "";
  const labels = block.accessory.type === "overflow" || block.accessory.type === "button" ? undefined : { "aria-label": block.text?.text ?? "Choose" };
  return el("div", { class: `block-section with-accessory${kind}` }, el("div", { class: "section-body" }, body), el("div", { class: "accessory" }, element(block.accessory, { ...spot, labels })));
}

function context(block) {
  const part = (piece) => (piece.type === "image" ? picture(piece, "context-image") : el("span", { class: "context-text" }, textObject(piece)));
  return el("div", { class: "block-context" }, (block.elements ?? []).map(part));
}

function image(block) {
  return el("figure", { class: "block-figure" }, block.title ? el("figcaption", {}, textObject(block.title)) : null, picture(block, "block-image"));
}

const ALERT_ICONS = { default: "info", info: "info", warning: "warning", error: "error", success: "check" };

function alert(block) {
  const level = block.level ?? "default";
  return el("div", { class: `block-alert alert-${level}`, role: level === "error" ? "alert" : "note" }, icon(ALERT_ICONS[level] ?? "info", 18), el("span", { class: "hidden" }, `${level}: `), el("span", {}, textObject(block.text)));
}

const GROUPS = ["radio_buttons", "checkboxes"];

function input(block, spot) {
  const piece = block.element ?? {};
  const ids = { label: freshId("label"), field: freshId("field"), hint: freshId("hint"), error: freshId("error") };
  const grouped = GROUPS.includes(piece.type);
  const labels = { "aria-labelledby": ids.label, "aria-describedby": `${ids.hint} ${ids.error}`, ...(grouped ? {} : { id: ids.field, "aria-required": block.optional ? null : "true" }) };
  const field = element(piece, { ...spot, labels, dispatch: block.dispatch_action === true });
  rememberInitial(piece, spot);
  const words = block.label?.text ?? "";
  return el(
    "div",
    { class: "block-input", testid: "field", data: { label: words, ...(piece.focus_on_load ? { focusOnLoad: "" } : {}) } },
    el("label", { id: ids.label, class: "field-label", for: grouped ? null : ids.field }, plain(words), block.optional ? el("span", { class: "field-optional" }, " (optional)") : null),
    field,
    el("div", { id: ids.hint, class: "field-hint" }, block.hint ? textObject(block.hint) : null),
    el("div", { id: ids.error, class: "field-error", testid: "field-error", role: "alert" }),
  );
}
