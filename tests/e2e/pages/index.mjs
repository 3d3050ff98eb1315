// The pages of Relata as a person knows them: by the words on screen. Journeys
// speak to these; what a word or a route is called stands here once.

import { App } from "./app.mjs";
import { Board } from "./board.mjs";
import { Builder } from "./builder.mjs";
import { Clock } from "./clock.mjs";
import { Convert } from "./convert.mjs";
import { Data } from "./data.mjs";
import { Form } from "./form.mjs";
import { Home } from "./home.mjs";
import { List } from "./list.mjs";
import { Lock } from "./lock.mjs";
import { Past } from "./past.mjs";
import { Record } from "./record.mjs";
import { Settings } from "./settings.mjs";

/** All pages, seen in one tab. */
export function relata(t) {
  return {
    app: new App(t),
    board: new Board(t),
    builder: new Builder(t),
    clock: new Clock(t),
    convert: new Convert(t),
    data: new Data(t),
    form: (title) => new Form(t, title),
    home: new Home(t),
    list: (plural) => new List(t, plural),
    lock: new Lock(t),
    past: new Past(t),
    record: new Record(t),
    settings: new Settings(t),
  };
}
