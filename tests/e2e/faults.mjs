// What browsers do to a page at times: a database that answers nobody, as with
// a damaged profile, and a storage that is refused.

/** Keeps all stores of the database busy: whoever wants to write waits, until `letGo`. */
export async function hang(t) {
  await t.evaluate(async () => {
    const opened = indexedDB.open("relata");
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const store = opened.result.transaction([...opened.result.objectStoreNames], "readwrite").objectStore("head");
    let held = true;
    window.letGo = () => {
      held = false;
    };
    const again = () => {
      if (held) store.get("head").onsuccess = again;
    };
    await new Promise((resolve) => {
      store.get("head").onsuccess = () => {
        resolve();
        again();
      };
    });
  });
}

export async function letGo(t) {
  await t.evaluate(() => window.letGo());
}

/** From the next page on, this browser lets pages store nothing. */
export async function blockStorage(t) {
  await t.page.evaluateOnNewDocument(() => {
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    for (const method of ["getItem", "setItem", "removeItem", "clear", "key"]) Storage.prototype[method] = refuse;
    Object.defineProperty(Storage.prototype, "length", { get: refuse });
    IDBFactory.prototype.open = refuse;
  });
}

/** Says for as long as the tab is open that it writes much. */
export async function tellOfMuch(t) {
  await t.evaluate(() => new Promise((told) => {
    navigator.locks.request("relata writes much", { mode: "shared" }, () => {
      told();
      return new Promise(() => {});
    });
  }));
}
