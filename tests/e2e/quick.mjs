// A quick pair of hands: makes leads through the page's own dialog as fast as
// the page allows, from a script inside it. No door that people do not have:
// it goes to an address, presses Save and reads what the header says.
//
// The functions run in the page, so each stands alone.

/** Begins making leads named `<name>-<n>`, up to `count`. Look with `progress`, stop with `stop`. */
export function begin(name, count) {
  const hands = { saved: [], sawBusy: false, waited: 0, trouble: null, done: false, stopped: false };
  window.__hands = hands;

  // Waits for the page to change rather than looking all the time: the time
  // belongs to the app.
  const changed = () =>
    new Promise((resolve) => {
      const observer = new MutationObserver(done);
      const timer = setTimeout(done, 50);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      function done() {
        observer.disconnect();
        clearTimeout(timer);
        resolve();
      }
    });
  const until = async (holds, what) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await changed()) {
      const found = holds();
      if (found) return found;
    }
    throw new Error(`waited for a minute: ${what}`);
  };
  const turn = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  // What is still on its way, the header says by `aria-busy`; what was not kept, in words.
  const allSaved = async () => {
    await turn();
    const status = () => document.querySelector("header [role=status]");
    const isBusy = () => status().getAttribute("aria-busy") === "true";
    const since = performance.now();
    hands.sawBusy ||= isBusy();
    await until(() => !isBusy(), "the header should say that all is saved");
    hands.waited += performance.now() - since;
    if (!hands.sawBusy && hands.saved.length > 4) throw new Error("the header never says that something is on its way: its silence proves nothing");
    const words = status().textContent || [...document.querySelectorAll("[role=alert]")].map((alert) => alert.textContent).join();
    if (words) throw new Error(`the page says: ${words}`);
  };
  const make = async (company) => {
    location.hash = `#/leads/new?company=${company}`;
    const save = await until(() => document.querySelector("dialog[open] button[type=submit]:enabled"), `the form of ${company} should open`);
    save.click();
    await until(() => !document.querySelector("dialog[open]"), `the form of ${company} should close`);
  };
  const work = async () => {
    for (let n = 0; n < count && !hands.stopped; ) {
      // Sometimes several before the first is saved, as a quick person does.
      const made = [];
      for (let burst = 1 + Math.floor(Math.random() * 3); burst > 0 && n < count; burst -= 1, n += 1) {
        await make(`${name}-${n}`);
        made.push(`${name}-${n}`);
      }
      await allSaved();
      hands.saved.push(...made);
      for (const each of made) console.info(`saved: ${each}`);
    }
  };
  work()
    .catch((error) => (hands.trouble = error.message))
    .finally(() => (hands.done = true));
}

/** `{ saved, waited, trouble, done }`: how many were saved so far, for how many milliseconds that was waited for, what went wrong, whether it has ended. */
export function progress() {
  const { saved, waited, trouble, done } = window.__hands;
  return { saved: saved.length, waited, trouble, done };
}

/** Ends after what is under way. */
export function stop() {
  window.__hands.stopped = true;
}

/** Presses Export JSON on the page #/data and puts the file's text aside for `exported`. */
export function beginExport() {
  window.__exported = null;
  // Only the text is wanted, not a file in the downloads.
  const plain = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    URL.createObjectURL = plain;
    blob.text().then((text) => (window.__exported = text));
    return "#/data";
  };
  const press = () => {
    const button = [...document.querySelectorAll("main button")].find((button) => button.textContent.trim() === "Export JSON");
    if (button) button.click();
    else setTimeout(press, 20);
  };
  location.hash = "#/data";
  press();
}

/** The text of the file, or null while it is made. */
export function exported() {
  return window.__exported;
}

/** Its length and what it comes to: for files too large to be handed over. */
export async function exportedSum() {
  const text = window.__exported;
  if (!text) return null;
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `${text.length} characters, ${[...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Makes one lead with these fields and says what the page told of it that went wrong, or null. */
export async function makeOne(fields) {
  const until = async (holds, what) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
      const found = holds();
      if (found) return found;
    }
    throw new Error(`waited for a minute: ${what}`);
  };
  location.hash = `#/leads/new?${new URLSearchParams(fields)}`;
  (await until(() => document.querySelector("dialog[open] button[type=submit]:enabled"), "the form should open")).click();
  await until(() => !document.querySelector("dialog[open]"), "the form should close");
  await new Promise((resolve) => setTimeout(resolve, 10));
  await until(() => document.querySelector("header [role=status]").getAttribute("aria-busy") !== "true", "it should be saved or not");
  return [...document.querySelectorAll("[role=alert]")].map((alert) => alert.textContent).join() || null;
}

/** Uses the processor for so many milliseconds. */
export function beBusy(milliseconds) {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}
