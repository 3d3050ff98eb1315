// Compares the four Salesforce files with what Relata exports after importing
// them, cell by cell: every cell that is not empty must stand in a field, in
// `external_ids` or in `custom`. Reads the files with its own CSV reader.
//
//   node tests/e2e/checks/salesforce.mjs relata-2026-11-21.json ../shared/data/salesforce

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCsv } from "./csv.mjs";

const FILES = {
  accounts: "salesforce_workshop_Account.csv",
  contacts: "salesforce_workshop_Contact.csv",
  leads: "salesforce_workshop_Lead.csv",
  opportunities: "salesforce_workshop_Opportunity.csv",
};

/** Words of Salesforce for ours; every other word keeps its spelling, but for capitals. */
const MEANT = {
  Discovery: "Needs analysis",
  "Proposal/Quote": "Proposal",
  Working: "Attempting",
  BestCase: "best_case",
  "Best Case": "best_case",
};

/** Every way in which document and files differ, one line each; empty when all is there. */
export function compare(document, folder) {
  const book = new Book(document);
  const rowsOf = (plural) => readCsv(readFileSync(join(folder, FILES[plural]), "utf8"));
  const problems = [];
  let cells = 0;
  for (const plural of Object.keys(FILES)) {
    const rows = rowsOf(plural);
    if (book.all(plural).length !== rows.length) problems.push(`${plural}: ${rows.length} rows, but ${book.all(plural).length} records`);
    for (const row of rows) {
      const record = book.bySalesforceId(plural, row.Id);
      if (!record) {
        problems.push(`${plural}: no record has the id ${row.Id} (${row.Name})`);
        continue;
      }
      for (const [header, cell] of Object.entries(row)) {
        const text = cell.trim();
        if (text === "") continue;
        cells += 1;
        if (!isKept(book, plural, record, header, text, row)) problems.push(`${plural} “${row.Name}”, ${header}: “${text}” is nowhere`);
      }
    }
  }
  problems.push(...customers(book, rowsOf("opportunities")));
  return { cells, problems };
}

// ---- one cell

function isKept(book, plural, record, header, text, row) {
  const rule = { ...SHARED, ...RULES[plural] }[header];
  return (rule?.(book, record, text, row) ?? false) || record.custom?.[header] === text;
}

const same = (field) => (_, record, text) => record[field] === text;
const listed = (field) => (_, record, text) => (record[field] ?? []).some((entry) => entry.value === text);
const part = (kind, name) => (_, record, text) => (record.addresses ?? []).some((address) => address.kind === kind && address[name] === text);
const instant = (field) => (_, record, text) => Date.parse(record.meta[field]) === Date.parse(text.replace("+0000", "Z"));
const money = (field) => (_, record, text) => record[field]?.minor === Math.round(Number(text) * 100);
const option = (field, list) => (book, record, text) => means(book.byId(list, record[field])?.name, text);
const fullName = (_, record, text) => [record.first_name, record.last_name].join(" ") === text;

/** A whole address as JSON says nothing that its parts do not say. */
const whole = (_, record, text) => {
  const said = Object.entries(JSON.parse(text)).filter(([, value]) => value !== null);
  const names = { postalCode: "postal_code" };
  return (record.addresses ?? []).some((address) => said.every(([name, value]) => address[names[name] ?? name] === value));
};

const SHARED = {
  Id: (_, record, text) => record.external_ids?.salesforce === text,
  Name: same("name"),
  FirstName: same("first_name"),
  LastName: same("last_name"),
  Salutation: same("salutation"),
  Phone: listed("phones"),
  HomePhone: listed("phones"),
  Email: listed("emails"),
  Website: listed("websites"),
  Industry: same("industry"),
  AnnualRevenue: money("annual_revenue"),
  NumberOfEmployees: (_, record, text) => record.employees === Number(text),
  CreatedDate: instant("created_at"),
  LastModifiedDate: instant("updated_at"),
};

const RULES = {
  accounts: {
    BillingStreet: part("billing", "street"),
    BillingCity: part("billing", "city"),
    BillingState: part("billing", "state"),
    BillingPostalCode: part("billing", "postal_code"),
    BillingCountry: part("billing", "country"),
    BillingAddress: whole,
  },
  contacts: {
    Name: fullName,
    AccountId: (book, record, text) => (record.accounts ?? []).some((role) => book.byId("accounts", role.account)?.external_ids?.salesforce === text),
    MailingStreet: part("mailing", "street"),
    MailingCity: part("mailing", "city"),
    MailingState: part("mailing", "state"),
    MailingPostalCode: part("mailing", "postal_code"),
    MailingCountry: part("mailing", "country"),
    MailingAddress: whole,
    Birthdate: same("birthday"),
  },
  leads: {
    Name: fullName,
    // The files have the id of an account here: the lead shows its name and keeps the link.
    Company: (book, record, text) => {
      const account = book.byId("accounts", record.candidate_account);
      return account?.external_ids?.salesforce === text && record.company === account.name;
    },
    Street: (_, record, text) => (record.addresses ?? []).some((address) => address.street === text),
    City: (_, record, text) => (record.addresses ?? []).some((address) => address.city === text),
    State: (_, record, text) => (record.addresses ?? []).some((address) => address.state === text),
    PostalCode: (_, record, text) => (record.addresses ?? []).some((address) => address.postal_code === text),
    Country: (_, record, text) => (record.addresses ?? []).some((address) => address.country === text),
    Address: whole,
    LeadSource: option("source", "sources"),
    Status: option("status", "lead_statuses"),
  },
  opportunities: {
    AccountId: (book, record, text) => book.byId("accounts", record.account)?.external_ids?.salesforce === text,
    StageName: option("stage", "stages"),
    Amount: money("amount"),
    Probability: probability,
    // The day on which a closed deal closed; for an open one the day it should.
    CloseDate: (_, record, text, row) => (row.IsClosed === "1" ? record.closed_on === text : record.expected_close === text && !record.closed_on),
    IsClosed: (book, record) => ["won", "lost"].includes(book.byId("stages", record.stage)?.kind),
    IsWon: (book, record) => book.byId("stages", record.stage)?.kind === "won",
    ForecastCategory: forecastCategory,
    ForecastCategoryName: forecastCategory,
  },
};

/** The stage's own probability follows the stage; any other, 0 too, was set by hand. */
function probability(book, record, text) {
  const usual = book.byId("stages", record.stage)?.probability ?? 0;
  const set = record.probability ?? 0;
  return set === Number(text) && (set === usual || record.probability_origin === "manual");
}

function forecastCategory(book, record, text) {
  const stage = book.byId("stages", record.stage);
  return means(record.forecast_category ?? stage?.forecast_category ?? "pipeline", text);
}

function means(ours, text) {
  return ours !== undefined && [text, MEANT[text]].some((word) => word?.toLowerCase() === ours.toLowerCase());
}

// ---- what follows from the deals

/** An account that won a deal is a customer since the day it first did; no other is. */
function customers(book, deals) {
  const first = new Map();
  for (const deal of deals.filter((deal) => deal.IsWon === "1")) {
    const known = first.get(deal.AccountId);
    if (!known || deal.CloseDate < known) first.set(deal.AccountId, deal.CloseDate);
  }
  const problems = first.size === 9 ? [] : [`the files should have nine accounts with won deals, not ${first.size}`];
  for (const account of book.all("accounts")) {
    const since = first.get(account.external_ids?.salesforce);
    const lifecycle = account.lifecycle ?? "prospect";
    if (since && lifecycle !== "customer") problems.push(`“${account.name}” won a deal and is no customer`);
    if (since && account.customer_since !== since) problems.push(`“${account.name}” is a customer since ${account.customer_since}, not ${since}`);
    if (!since && lifecycle !== "prospect") problems.push(`“${account.name}” has won nothing and is a ${lifecycle}`);
  }
  return problems;
}

/** An exported document, looked up by id. */
class Book {
  constructor(document) {
    this.records = document.records;
    this.ids = new Map(Object.entries(document.records).map(([plural, list]) => [plural, new Map(list.map((record) => [record.id, record]))]));
    this.salesforce = new Map(Object.entries(document.records).map(([plural, list]) => [plural, new Map(list.map((record) => [record.external_ids?.salesforce, record]))]));
  }

  all(plural) {
    return this.records[plural] ?? [];
  }

  byId(plural, id) {
    return this.ids.get(plural)?.get(id);
  }

  bySalesforceId(plural, id) {
    return this.salesforce.get(plural)?.get(id);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [exported, folder] = process.argv.slice(2);
  if (!folder) throw new Error("which files? node salesforce.mjs exported.json folder-of-the-csv-files");
  const { cells, problems } = compare(JSON.parse(readFileSync(exported, "utf8")), folder);
  for (const problem of problems) console.log(problem);
  console.log(`${cells} cells compared, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
