// What is put into the page before it loads, to see what it does when: writes
// to storage, long tasks, the first rows on screen, and how long after an event
// its effect is on screen. Knows no more of the app than the roles it shows.

/** To be evaluated in every new document; leaves its notes in `window.bench`. */
export function probe() {
  const bench = { writes: [], tasks: [], shown: [], rows: null };
  window.bench = bench;

  // A task after the next frame: the frame is on screen then.
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });

  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    const begun = performance.now();
    try {
      return set.call(this, key, value);
    } finally {
      if (key.startsWith("relata/")) bench.writes.push({ key, units: key.length + value.length, begun, ended: performance.now() });
    }
  };

  if (PerformanceObserver.supportedEntryTypes?.includes("longtask")) {
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) bench.tasks.push({ startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  } else bench.tasks = null;

  const looking = new MutationObserver(() => {
    if (!document.querySelector('[role="rowgroup"] [role="row"]')) return;
    looking.disconnect();
    afterPaint((now) => (bench.rows = now));
  });
  looking.observe(document, { childList: true, subtree: true });

  // From doing something to the frame that shows what it leads to.
  bench.until = (act, selector) =>
    new Promise((shown) => {
      const begun = performance.now();
      const changes = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        changes.disconnect();
        afterPaint((now) => shown(now - begun));
      });
      changes.observe(document.body, { childList: true, subtree: true });
      act();
    });

  // From the next event of a kind to the frame that shows the first change inside an element.
  bench.follow = (kind, selector) => {
    bench.followed = null;
    const follow = ({ timeStamp }) => {
      const changes = new MutationObserver(() => {
        changes.disconnect();
        afterPaint((now) => (bench.followed = now - timeStamp));
      });
      changes.observe(document.querySelector(selector), { childList: true, subtree: true, characterData: true });
    };
    addEventListener(kind, follow, { capture: true, once: true });
  };

  // From the event to the frame that shows the first change that follows it.
  for (const kind of ["input", "submit", "hashchange"]) {
    addEventListener(kind, ({ timeStamp }) => {
      const changes = new MutationObserver(() => {
        changes.disconnect();
        afterPaint((now) => bench.shown.push({ kind, at: timeStamp, took: now - timeStamp }));
      });
      changes.observe(document.body, { childList: true, subtree: true, characterData: true });
    }, true);
  }
}
