// The browser that WebKitWebDriver drives: WebKitGTK in plain windows, with a
// profile that it keeps (the test browser that Debian ships with the driver has
// none, and cannot be narrow). Runs in GJS; `webkit.mjs` starts it.
//
//   gjs webkit-window.js PROFILE DOWNLOADS
//
// Pages may ask it for what WebDriver has no word for, by the message `driver`.

imports.gi.versions.Gtk = "3.0";
imports.gi.versions.WebKit2 = "4.1";
const { GLib, Gtk, WebKit2 } = imports.gi;

const [profile, downloads] = ARGV;
Gtk.init(null);

const manager = new WebKit2.WebsiteDataManager({ base_data_directory: `${profile}/data`, base_cache_directory: `${profile}/cache` });
const context = new WebKit2.WebContext({ website_data_manager: manager });
// As numbers and money are written in the other browsers too.
context.set_preferred_languages(["en-US"]);
context.set_automation_allowed(true);
context.connect("automation-started", (_, session) => {
  const info = new WebKit2.ApplicationInfo();
  info.set_name("WebKitGTK");
  info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version());
  session.set_application_info(info);
  session.connect("create-web-view", newView);
});
context.connect("download-started", (_, download) => {
  download.connect("decide-destination", (_, name) => {
    download.set_destination(GLib.filename_to_uri(`${downloads}/${name}`, null));
    return true;
  });
});
Gtk.main();

// A window for each tab. What the page tells and asks for goes to the standard output.
function newView() {
  const content = new WebKit2.UserContentManager();
  const settings = new WebKit2.Settings({ enable_write_console_messages_to_stdout: true });
  const view = new WebKit2.WebView({ web_context: context, user_content_manager: content, settings, is_controlled_by_automation: true });
  const window = new Gtk.Window({ decorated: false, default_width: 1280, default_height: 800 });
  content.connect("script-message-received::driver", (_, message) => obey(JSON.parse(message.get_js_value().to_string()), view, content));
  content.register_script_message_handler("driver");
  view.connect("resource-load-started", (_, resource, request) => print(`REQUEST ${request.get_uri()}`));
  view.connect("close", () => {
    window.destroy();
    if (Gtk.Window.list_toplevels().every((other) => !other.visible)) Gtk.main_quit();
  });
  window.add(view);
  window.show_all();
  return view;
}

function obey({ before, dark, zoom }, view, content) {
  if (before !== undefined) content.add_script(new WebKit2.UserScript(before, WebKit2.UserContentInjectedFrames.TOP_FRAME, WebKit2.UserScriptInjectionTime.START, null, null));
  if (dark !== undefined) Gtk.Settings.get_default().gtk_application_prefer_dark_theme = dark;
  if (zoom !== undefined) view.zoom_level = zoom;
}
