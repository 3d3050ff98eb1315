// Runs `tests/web.rs`, the tests that need a browser but no app, in each
// browser: wasm-bindgen's runner serves them as a page, a driver opens it and
// reads the result. No WebDriver program is needed, in either browser.
//
//   node tests/e2e/units.mjs [--browser chromium|firefox|both]

import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { BROWSERS, Session } from "./browser.mjs";
import { pause } from "./driver.mjs";

const TARGET = "wasm32-unknown-unknown";
const ROOT = new URL("../../", import.meta.url).pathname;
const BUILD_LIMIT = 900_000;
const RUN_LIMIT = 180_000;

const { values: options } = parseArgs({ options: { browser: { type: "string", default: "both" } } });

const runner = startRunner();
try {
  const url = await runner.served;
  let allPassed = true;
  for (const browser of options.browser === "both" ? BROWSERS : [options.browser]) {
    allPassed = (await runIn(browser, url)) && allPassed;
  }
  process.exitCode = allPassed ? 0 : 1;
} finally {
  runner.end();
}

// Builds the tests and serves them until ended. The runner listens on a free
// port of its own choice and prints it.
function startRunner() {
  const environment = {
    ...process.env,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
    NO_HEADLESS: "1",
    WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0",
  };
  const cargo = spawn("cargo", ["test", "--target", TARGET, "--test", "web"], {
    cwd: ROOT, env: environment, detached: true, stdio: ["ignore", "pipe", "inherit"],
  });
  const served = new Promise((resolve, reject) => {
    let printed = "";
    cargo.stdout.on("data", (chunk) => {
      printed += chunk;
      const address = /available at (http:\/\/\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    cargo.once("error", reject);
    cargo.once("exit", (code) => reject(new Error(`the tests were not served: cargo ended with ${code}\n${printed}`)));
    setTimeout(() => reject(new Error(`the tests were not built in ${BUILD_LIMIT / 1000} s`)), BUILD_LIMIT).unref();
  });
  const end = () => {
    // Cargo leads a process group of its own; the runner is in it.
    if (cargo.exitCode === null && cargo.pid) process.kill(-cargo.pid, "SIGTERM");
  };
  return { served, end };
}

async function runIn(browser, url) {
  const session = await new Session(browser).start();
  const errors = [];
  try {
    const page = await session.firstPage();
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(url);
    const output = await result(page);
    console.log(`\n-- ${browser} ${await session.version()}\n${output.trim()}`);
    if (errors.length > 0) console.log(`the page's errors:\n  ${errors.join("\n  ")}`);
    return /test result: ok\./.test(output);
  } finally {
    await session.close();
  }
}

async function result(page) {
  const read = () => page.evaluate(() => document.getElementById("output")?.textContent ?? "");
  for (const end = Date.now() + RUN_LIMIT; Date.now() < end; await pause(100)) {
    const output = await read();
    if (output.includes("test result:")) return output;
  }
  return `${await read()}\nno result after ${RUN_LIMIT / 1000} s`;
}
