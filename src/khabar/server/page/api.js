// Requests to the server that sent this page, and its refusals in words.

import { word } from "./words.js";

// A refusal in words that a reader understands.
export class Refusal extends Error {
  constructor(message, needsKey = false) {
    super(message);
    this.needsKey = needsKey;
  }
}

// Post documents to a path below /v1/ and give the answer. Raises Refusal, or AbortError after signal.abort().
export async function post(path, documents, signal, key) {
  const headers = { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) };
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body: JSON.stringify({ documents }), signal });
    if (response.ok) return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(word("error-offline"));
  }
  throw await refusal(response);
}

async function refusal(response) {
  const { status } = response;
  if (status === 401 || status === 403) return new Refusal(word("error-key"), true);
  if (status === 413 || status === 504) return new Refusal(word(`error-${status}`));
  if (status === 429) return new Refusal(word("error-429", { seconds: response.headers.get("Retry-After") ?? 1 }));
  const detail = await response.json().then(({ error }) => error, () => response.statusText);
  return new Refusal(word(status === 422 ? "error-422" : "error-other", { status, detail }));
}
