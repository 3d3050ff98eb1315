// What the page may not do, tried from within: the browser itself refuses.

import { serve } from "../server.mjs";

export default {
  name: "The page's policy lets nothing run or load that is not its own",
  async run(t) {
    // Another port is another host to the browser. It must never be asked.
    const stranger = await serve(t.server.folder);
    try {
      await refusals(t, stranger);
    } finally {
      await stranger.close();
    }
  },
};

async function refusals(t, stranger) {
  await t.open("#/leads");
  const policy = await t.evaluate(() => document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "");
  t.check(policy.startsWith("default-src 'none'"), "the policy begins by allowing nothing");
  t.check(!/unsafe-inline|'unsafe-eval'|\*|https?:/.test(policy), `the policy names no other host and no eval: ${policy}`);
  t.allowErrors(/Content[- ]Security[- ]Policy|Trusted|violates|blocked/i);
  const tried = await t.evaluate(async (elsewhere) => {
    const refused = (act) => Promise.resolve().then(act).then(() => false, () => true);
    const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
    window.ran = [];
    const outcome = {
      fetch: await refused(() => fetch(elsewhere, { method: "POST", body: "leads" })),
      markup: await refused(() => (document.createElement("div").innerHTML = "<img src=x onerror=ran.push(1)>")),
      script: await refused(() => add("script", { text: "ran.push(2)" })),
      // Later, because what is asked from without may use eval while it is answered.
      eval: await new Promise((resolve) => setTimeout(() => resolve(refused(() => (0, eval)("ran.push(3)"))), 50)),
    };
    navigator.sendBeacon(elsewhere, "leads");
    add("img", { src: `${elsewhere}pixel.png` });
    add("iframe", { src: `${elsewhere}frame.html` });
    const styled = document.createElement("p");
    styled.setAttribute("style", "color: red");
    document.body.append(styled);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { ...outcome, ran: window.ran, style: styled.style.color };
  }, stranger.url);
  t.equal(tried, { fetch: true, markup: true, script: true, eval: true, ran: [], style: "" }, "each should be refused");
  t.equal(stranger.requests, [], "nobody else should be asked for anything");
  // The browser counts as a request also what it refuses to make.
  t.log.requests = t.log.requests.filter((url) => !url.startsWith(stranger.url));
}
