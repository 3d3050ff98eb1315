// The whole way of a sale among the real records of a Salesforce export.

import { NO_REAL_FILES, realFiles, salesforceFiles } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";
import { story } from "../pages/sale.mjs";

export default story({
  name: "A lead of Salesforce becomes a won deal, there and back and in another browser",
  skip: () => (realFiles() ? null : NO_REAL_FILES),
  async prepare(t) {
    const { data } = relata(t);
    await data.importFiles(...salesforceFiles());
    await data.takeIn();
  },
  account: "Sample Account for Entitlements",
  second: "Patrick Freeman",
});
