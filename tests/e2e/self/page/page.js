// Answers each thing in the status line, so that the driver's own tests can read it.
const $ = (id) => document.getElementById(id);
const say = (text) => ($("status").textContent = text);

window.wasmBindings = {};
$("form").addEventListener("submit", (event) => (event.preventDefault(), say("submitted")));
$("open").addEventListener("click", () => $("dialog").showModal());
$("dialog").addEventListener("close", () => say(`closed with ${$("dialog").querySelector("input").value}`));
setTimeout(() => ($("late").disabled = false), 400);
$("late").addEventListener("click", () => say("late was clicked"));
$("export").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(['{"née":1}'], { type: "application/json" }));
  link.download = "relata.json";
  link.click();
});
$("import").addEventListener("click", () => {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", async () => say(`imported ${await input.files[0].text()}`));
  input.click();
});
$("picture").addEventListener("change", () => say(`picture ${$("picture").files[0].name}`));
$("ask").addEventListener("click", () => say(confirm("Really?") ? "yes" : "no"));
$("card").addEventListener("pointerdown", () => {
  addEventListener("pointerup", (event) => say(event.target === $("target") ? "dropped" : "missed"), { once: true });
});
addEventListener("keydown", (event) => event.ctrlKey && event.key === "k" && (event.preventDefault(), say("palette")));
addEventListener("storage", (event) => say(`another tab set ${event.key}`));
