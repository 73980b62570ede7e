/* Forms in front of the workspace: a stack of views, the last one shown, what was typed kept while it stands. */
import { order } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, freshId } from "./dom.js";
import { fromState, problemsIn, stateOf } from "./form.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { appAvatar } from "./people.js";
import { send, store } from "./store.js";
import { orToast } from "./toasts.js";

const forms = new Map(); // view id → what was typed into it
const onScreen = { id: null, signature: null, view: null, before: null, dialog: null, problems: null, shownErrors: null };

export function drawModal(layer) {
  const stack = store.state.views ?? [];
  const top = stack.at(-1);
  forgetGone(stack);
  document.getElementById("workspace").inert = Boolean(top);
  if (!top) return leave(layer);
  const signature = JSON.stringify([store.as, top.id, top.hash, top.blocks, stack.length]);
  if (signature !== onScreen.signature) enter(layer, top, stack, signature);
  onScreen.view = top;
  showErrors(onScreen.problems ?? top.errors ?? {});
}

function forgetGone(stack) {
  for (const id of forms.keys()) if (!stack.some((view) => view.id === id)) forms.delete(id);
}

function leave(layer) {
  if (!onScreen.id) return;
  Object.assign(onScreen, { id: null, signature: null, view: null, problems: null });
  layer.replaceChildren();
  layer.hidden = true;
  if (onScreen.before?.isConnected) onScreen.before.focus();
  else document.querySelector("[data-testid=composer]")?.focus();
  onScreen.before = null;
}

function enter(layer, view, stack, signature) {
  if (!onScreen.id) onScreen.before = document.activeElement;
  const same = onScreen.id === view.id;
  const focused = same ? document.activeElement?.dataset.focusKey : null;
  const depth = same ? (layer.querySelector(".modal-body")?.scrollTop ?? 0) : 0;
  if (!forms.has(view.id)) forms.set(view.id, fromState(view.state?.values ?? view.state));
  Object.assign(onScreen, { id: view.id, signature, view, shownErrors: null, problems: null });
  onScreen.dialog = dialog(view, stack);
  layer.hidden = false;
  layer.replaceChildren(onScreen.dialog);
  layer.querySelector(".modal-body").scrollTop = depth;
  focusInto(focused);
}

function focusInto(focusKey) {
  const { dialog } = onScreen;
  const again = focusKey && dialog.querySelector(`[data-focus-key="${CSS.escape(focusKey)}"]`);
  const first = again || dialog.querySelector("[data-focus-on-load] :is(input, textarea)") || dialog.querySelector(".modal-body :is(input, textarea, button):not([disabled])") || dialog.querySelector("[data-testid=modal-submit], [data-testid=modal-close]");
  first?.focus({ preventScroll: Boolean(again) });
}

/* ---- drawing ---- */

function dialog(view, stack) {
  const titleId = freshId("modal-title");
  const body = el("div", { class: "modal-body" }, renderBlocks(view.blocks ?? [], placeOf(view)));
  body.addEventListener("input", (event) => clearError(event.target.closest("[data-block-id]")));
  return el(
    "form",
    { class: "modal", role: "dialog", "aria-labelledby": titleId, novalidate: true, testid: "modal", data: { layer: "modal", viewId: view.id ?? "", callbackId: view.callback_id ?? "" }, on: { submit, keydown } },
    el(
      "header",
      { class: "modal-header" },
      stack.length > 1 ? el("button", { type: "button", class: "icon-button", "aria-label": "Back", testid: "modal-back", on: { click: closeTop } }, icon("back")) : appAvatar("s"),
      el("h2", { id: titleId, class: "modal-title", testid: "modal-title" }, plain(view.title?.text ?? "")),
      el("button", { type: "button", class: "icon-button", "aria-label": "Close", testid: "modal-dismiss", on: { click: closeAll } }, icon("close")),
    ),
    body,
    footer(view),
  );
}

function footer(view) {
  const close = el("button", { type: "button", class: "button", testid: "modal-close", on: { click: closeTop } }, plain(view.close?.text ?? (view.submit ? "Cancel" : "Close")));
  const submitButton = view.submit ? el("button", { type: "submit", class: "button primary", testid: "modal-submit" }, el("span", { class: "button-words" }, plain(view.submit.text ?? "Submit"))) : null;
  return el("footer", { class: "modal-footer" }, close, submitButton);
}

function placeOf(view) {
  const where = { channel: null, message_ts: null, view_id: view.id };
  const form = forms.get(view.id);
  return {
    surface: "modal",
    form,
    act: async (click) => orToast(await send("click", { ...where, ...click, state: stateOf(onScreen.view, form) })),
    options: (search) => order("options", { as: store.as, ...where, ...search }),
  };
}

/* ---- errors at their fields ---- */

function showErrors(errors) {
  const signature = JSON.stringify(errors);
  if (signature === onScreen.shownErrors) return;
  onScreen.shownErrors = signature;
  const fields = [...onScreen.dialog.querySelectorAll(".block-input")];
  for (const field of fields) setError(field, errors[field.dataset.blockId] ?? "");
  const first = fields.find((field) => errors[field.dataset.blockId]);
  if (first) focusField(first);
}

function setError(field, sentence) {
  field.querySelector(".field-error").replaceChildren(...(sentence ? [icon("warning", 14), sentence] : []));
  field.classList.toggle("invalid", Boolean(sentence));
  for (const input of field.querySelectorAll("input, textarea")) input.setAttribute("aria-invalid", String(Boolean(sentence)));
}

function clearError(field) {
  if (field?.classList.contains("invalid")) setError(field, "");
}

function focusField(field) {
  field.scrollIntoView({ block: "center" });
  field.querySelector("input, textarea, button")?.focus({ preventScroll: true });
}

/* ---- submitting and closing ---- */

async function submit(event) {
  event.preventDefault();
  const { view, dialog } = onScreen;
  if (!view.submit || dialog.getAttribute("aria-busy") === "true") return;
  const form = forms.get(view.id);
  onScreen.shownErrors = null;
  const problems = problemsIn(view, form);
  onScreen.problems = Object.keys(problems).length ? problems : null;
  if (onScreen.problems) return showErrors(problems);
  setBusy(dialog, true);
  const answer = await send("submit", { view_id: view.id, state: stateOf(view, form) });
  setBusy(dialog, false);
  orToast(answer);
}

function setBusy(dialog, busy) {
  dialog.setAttribute("aria-busy", String(busy));
  dialog.querySelector("[data-testid=modal-submit]")?.setAttribute("aria-busy", String(busy));
}

async function closeTop() {
  orToast(await send("close", { view_id: onScreen.view.id }));
}

/* The cross and Esc close every view of the stack, as in Slack. */
async function closeAll() {
  orToast(await send("close", { view_id: onScreen.view.id, all: true }));
}

function keydown(event) {
  if (event.key !== "Escape" || document.querySelector("[popover]:popover-open:not(#toasts)")) return;
  event.preventDefault();
  closeAll();
}
