// What a first visit costs: few requests, and none to anybody else.

export default {
  hosted: true,
  name: "A first visit makes at most three requests, none to another host",
  async run(t) {
    await t.open();
    await t.find("heading", "Home");
    const asked = t.log.requests.filter((url) => /^https?:/.test(url));
    // What the browser asks for to show or to install it, and what is kept for later, holds nothing up.
    const beside = /favicon|icon.*\.(svg|png)$|manifest\.webmanifest$|worker\.js$|-later-/;
    const files = new Set(asked.map((url) => new URL(url).pathname).filter((path) => !beside.test(path)));
    t.check(files.size <= 3, `at most three requests, not ${files.size}: ${[...files].join(" ")}`);
    t.check(asked.every((url) => url.startsWith(t.base)), "all of them to this host");
  },
};
