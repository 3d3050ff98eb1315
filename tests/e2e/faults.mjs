// What browsers and neighbours do to a page at times: a database that answers
// nobody, as with a damaged profile, a storage that is refused or full.

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

/** Takes all the room there is for somebody else on the same host, but for so many characters. */
export async function takeRoom(t, leave = 0) {
  await t.evaluate((leave) => {
    for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
      for (let n = 0; n < 20; n += 1) {
        try {
          localStorage.setItem(`foreign/${size}/${n}`, "x".repeat(size));
        } catch {
          break;
        }
      }
    }
    const foreign = Object.keys(localStorage).filter((key) => key.startsWith("foreign/")).sort((a, b) => a.length - b.length);
    for (let left = leave; left > 0 && foreign.length > 0; ) {
      const key = foreign.shift();
      const kept = Math.max(0, localStorage.getItem(key).length - left);
      left -= localStorage.getItem(key).length - kept;
      if (kept > 0) localStorage.setItem(key, "x".repeat(kept));
      else localStorage.removeItem(key);
    }
  }, leave);
}

/** How many characters that somebody else has. */
export function roomTaken(t) {
  return t.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("foreign/")).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
}

/** Gives it back. */
export async function giveRoomBack(t) {
  await t.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("foreign/")).forEach((key) => localStorage.removeItem(key)));
}
