// Files that journeys give to Relata: real ones of others where they stand
// beside the project, and small ones of our own in the same shapes.

import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the real files, found by walking up from the project; null where there is none. */
export function realFiles(kind = "salesforce") {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    for (const found of [join(folder, "shared/data", kind), join(folder, "../shared/data", kind)]) if (existsSync(found)) return found;
  }
  return null;
}

export const NO_REAL_FILES = "the real files are not beside the project (../shared/data/salesforce)";

/** The four files of the Salesforce workshop, and how many rows each has. */
export const SALESFORCE_ROWS = {
  "salesforce_workshop_Account.csv": 22,
  "salesforce_workshop_Contact.csv": 102,
  "salesforce_workshop_Lead.csv": 60,
  "salesforce_workshop_Opportunity.csv": 50,
};

export function salesforceFiles() {
  return Object.keys(SALESFORCE_ROWS).map((name) => join(realFiles(), name));
}

/** Writes a file into a folder of its own and gives its path. */
export function file(name, content) {
  const path = join(mkdtempSync(join(tmpdir(), "relata-file-")), name);
  writeFileSync(path, content);
  return path;
}

/** The bytes of a picture, one pixel large. */
export const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Four small files in the shape of a Salesforce export, linked by id. */
export function smallSalesforceFiles() {
  const id = (prefix, number) => `${prefix}Ec0000TEST0${number}IAB`;
  const csv = (rows) => `\uFEFF${rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")).join("\r\n")}\r\n`;
  const stamp = ["2024-01-22T14:49:34.000+0000", "2024-01-23T17:49:49.000+0000"];
  return [
    file("Account.csv", csv([
      ["Id", "IsDeleted", "Name", "BillingStreet", "BillingCity", "Website", "AnnualRevenue", "CreatedDate", "SystemModstamp", "Branch__c"],
      [id("001", 1), "", "Vogel, Söhne & Co", "Am Markt 1", "Ulm", "www.vogel.example", "4028720", ...stamp, "South"],
      [id("001", 2), "", "Nordwind", "Kai 5", "Kiel", "", "", ...stamp, "North"],
    ])),
    file("Contact.csv", csv([
      ["Id", "IsDeleted", "AccountId", "LastName", "FirstName", "Name", "Email", "Birthdate", "CreatedDate", "SystemModstamp"],
      [id("003", 1), "", id("001", 1), "Vogel", "Zoë", "Zoë Vogel", "zoe@vogel.example", "1982-10-01", ...stamp],
      [id("003", 2), "", "", "Ryan", "Patricia", "Patricia Ryan", "patricia.ryan@example.com", "", ...stamp],
    ])),
    file("Lead.csv", csv([
      ["Id", "IsDeleted", "LastName", "FirstName", "Name", "Company", "Email", "LeadSource", "Status", "CreatedDate", "SystemModstamp"],
      [id("00Q", 1), "", "Lee", "William", "William Lee", id("001", 2), "william.lee@example.com", "Online Form", "Qualified", ...stamp],
      [id("00Q", 2), "", "Freeman", "Patrick", "Patrick Freeman", id("001", 2), "patrick.freeman@example.com", "Cold Call", "Working", ...stamp],
      [id("00Q", 3), "", "Sand", "Ida", "Ida Sand", "Sand Ltd", "ida@sand.example", "", "New", ...stamp],
    ])),
    file("Opportunity.csv", csv([
      ["Id", "IsDeleted", "AccountId", "Name", "StageName", "Amount", "Probability", "CloseDate", "IsClosed", "IsWon", "CreatedDate", "SystemModstamp"],
      [id("006", 1), "", id("001", 1), "Vogel, 500 nests", "Closed Won", "50000.50", "100", "2023-06-17", "1", "1", ...stamp],
      [id("006", 2), "", id("001", 1), "Vogel, repeat", "Discovery", "1200", "0", "2024-03-01", "", "", ...stamp],
    ])),
  ];
}
