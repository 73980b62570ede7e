/* The page's conversation with the playground server. Every order answers {ok: true, …} or {ok: false, error}. */

export const WENT_WRONG = "The playground server did not answer. Is it still running?";

export async function fetchState(as) {
  return readJson(await fetch(`/play/state?as=${encodeURIComponent(as ?? "")}`, { cache: "no-store" }));
}

/* Waits until the workspace has changed since `version`, or the server's patience (25 s) ends. */
export async function awaitChange(as, version, signal) {
  const where = `/play/events?as=${encodeURIComponent(as ?? "")}&since=${version}`;
  return readJson(await fetch(where, { cache: "no-store", signal }));
}

export async function fetchGallery() {
  return readJson(await fetch("/play/gallery", { cache: "no-store" }));
}

export async function fetchStories() {
  return readJson(await fetch("/play/stories", { cache: "no-store" }));
}

export async function order(name, body) {
  try {
    const answer = await fetch(`/play/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await readAnswer(answer);
  } catch {
    return { ok: false, error: WENT_WRONG };
  }
}

async function readAnswer(answer) {
  const said = await answer.json().catch(() => null);
  if (said && typeof said.ok === "boolean") return said;
  if (answer.ok) return { ok: true, ...said };
  return { ok: false, error: said?.error ?? `The playground server answered ${answer.status}.` };
}

async function readJson(answer) {
  if (!answer.ok) throw new Error(`The playground server answered ${answer.status}.`);
  return answer.json();
}
