/* Block Kit's confirm dialog, and the playground's own "are you sure". */
import { el, freshId } from "./dom.js";
import { textObject } from "./mrkdwn.js";

const words = (text, otherwise) => textObject(text ?? { type: "plain_text", text: otherwise });

/* Resolves to true when the person confirms; Esc, the cross and "deny" are all a no. */
export function confirmed(question) {
  const id = freshId("confirm");
  const back = document.activeElement;
  return new Promise((answer) => {
    const dialog = el(
      "dialog",
      { class: "confirm", "aria-labelledby": id, testid: "confirm", data: { layer: "confirm" } },
      el("h2", { id, class: "confirm-title" }, words(question.title, "Are you sure?")),
      el("div", { class: "confirm-text" }, words(question.text, "")),
      el(
        "div",
        { class: "confirm-choices" },
        el("button", { type: "button", class: "button", testid: "confirm-deny", on: { click: () => dialog.close("no") } }, words(question.deny, "Cancel")),
        el("button", { type: "button", class: `button ${question.style === "danger" ? "danger" : "primary"}`, testid: "confirm-yes", autofocus: true, on: { click: () => dialog.close("yes") } }, words(question.confirm, "Yes")),
      ),
    );
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (back?.isConnected) back.focus();
      answer(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
