//! A small workspace with every collection and every sort of value, for tests
//! of files.

use relata::domain::id::Id;
use relata::domain::record::{Collection, Record};
use relata::domain::workspace::Workspace;
use serde_json::{Value, json};
use uuid::Uuid;

/// A fixed id.
pub fn id<T>(n: u128) -> Id<T> {
    Id::new(Uuid::from_u128(0x019a_a000_0000_7000_8000_0000_0000_0000 | n))
}

fn record(collection: Collection, n: u128, fields: Value) -> Record {
    let Value::Object(mut map) = fields else { panic!("an object") };
    map.insert("id".into(), json!(id::<()>(n)));
    map.entry("meta").or_insert(json!({
        "created_at": "2026-11-01T09:00:00Z", "created_by": id::<()>(60), "updated_at": "2026-11-21T10:30:00.250Z",
    }));
    collection.read(&Value::Object(map)).unwrap()
}

fn builtin(n: u16) -> Value {
    json!(Id::<()>::builtin(n))
}

/// The starter workspace with one or two records of each further collection.
pub fn workspace() -> Workspace {
    let starter = Workspace::starter();
    let mut records: Vec<Record> =
        Collection::ALL.iter().flat_map(|collection| starter.records(*collection).cloned()).collect();
    records.extend(main_records());
    records.extend([
        record(Collection::Profile, 60, json!({ "name": "Ada", "role": "manager", "position": 1 })),
        record(Collection::Tag, 61, json!({ "name": "key account" })),
        record(Collection::Campaign, 62, json!({ "name": "Autumn fair", "position": 3 })),
        record(Collection::Criterion, 63, json!({ "name": "Is in the market" })),
        record(
            Collection::SavedView,
            64,
            json!({ "name": "Large, soon", "list": "opportunity", "filter": "amount>10000 \"next 30 days\"",
                "sort": "-amount,title", "columns": "title,amount", "group": "stage", "pinned": true, "opens_first": true }),
        ),
    ]);
    Workspace::from_records(records)
}

fn main_records() -> Vec<Record> {
    let naughty = "\u{202e}\u{0}\u{7f}\"\\/<script>alert(1)</script>\u{2028} 田中さん 🏳️‍🌈 =1+1\r\n\ttab";
    vec![
        record(
            Collection::Account,
            1,
            json!({
                "name": "TechCorp Solutions", "legal_name": "TechCorp Solutions, Inc.", "number": "A-00001", "erp_id": "C20000",
                "lifecycle": "customer", "customer_since": "2026-06-17", "relationships": [builtin(0x500), builtin(0x501)],
                "evidence": [{ "lifecycle": "customer", "on": "2026-06-17", "at": "2026-06-17T12:00:00Z",
                    "basis": { "kind": "won_opportunity", "opportunity": id::<()>(40) } }],
                "segment": builtin(0x602), "target": true, "target_tier": 1, "industry": "Software",
                "websites": [{ "kind": "work", "value": "https://techcorp.example" }],
                "phones": [{ "kind": "work", "value": "+49 30 1234567" }], "emails": [{ "kind": "work", "value": "hi@techcorp.example" }],
                "addresses": [{ "kind": "billing", "street": "1 Long Road\nFloor 2", "city": "Berlin", "postal_code": "10115", "country": "DE" }],
                "employees": 120, "annual_revenue": { "minor": 1_234_567_890_123_i64, "currency": "EUR" }, "source": builtin(0x300),
                "campaign": id::<()>(62), "owner": id::<()>(60), "description": naughty, "tags": [id::<()>(61)],
                "external_ids": { "salesforce": "001Ec00000GGw3hIAD" },
                "custom": { "Classification__c": "Prospect", "nested": { "list": [1, 2.5, null, true] } },
            }),
        ),
        record(
            Collection::Account,
            2,
            json!({ "name": "John Doe", "kind": "person", "number": "A-00002", "person_contact": id::<()>(21),
            "parent": id::<()>(1), "relationships": [builtin(0x500)] }),
        ),
        record(
            Collection::Account,
            3,
            json!({ "name": "Gone", "number": "A-00003", "trashed_at": "2026-11-20T08:00:00Z" }),
        ),
        record(
            Collection::Contact,
            20,
            json!({
                "salutation": "Dr.", "first_name": "Grace", "last_name": "Hopper", "job_title": "CTO", "department": "IT",
                "accounts": [{ "account": id::<()>(1), "role": "CTO", "primary": true, "active": true }], "kind": "referrer",
                "phones": [{ "kind": "mobile", "value": "555-0100" }], "emails": [{ "kind": "work", "value": "grace@techcorp.example" }],
                "birthday": "1906-12-09", "referred_by": id::<()>(21), "qualified": { "at": "2026-11-02T00:00:00Z", "by": id::<()>(60) },
                "lawful_basis": "consent", "do_not_call": true,
            }),
        ),
        record(
            Collection::Contact,
            21,
            json!({ "first_name": "John", "last_name": "Doe", "reports_to": id::<()>(20),
            "accounts": [{ "account": id::<()>(2), "primary": true, "active": true }] }),
        ),
        record(
            Collection::Lead,
            30,
            json!({
                "first_name": "Max", "company": "TechCorp", "candidate_account": id::<()>(1), "rating": "hot", "status": builtin(0x203),
                "qualification": "sql", "mql_on": "2026-11-03", "sql_on": "2026-11-05", "criteria_met": [id::<()>(63)],
                "information_verified": { "at": "2026-11-04T07:00:00Z" }, "estimated_amount": { "minor": -5, "currency": "JPY" },
                "channel": "outbound", "source_detail": "Stand 5", "budget": "10k", "needs": "Speed",
            }),
        ),
        record(
            Collection::Lead,
            31,
            json!({
                "last_name": "Converted", "status": builtin(0x206),
                "conversion": { "at": "2026-11-06T07:00:00Z", "account": id::<()>(1), "contact": id::<()>(20), "opportunity": id::<()>(40),
                    "status_before": builtin(0x203), "age_days": 5, "touches": 3,
                    "hand_over": { "to": id::<()>(60), "note": "Yours", "answer": "accepted" } },
            }),
        ),
        record(
            Collection::Opportunity,
            40,
            json!({
                "name": "TechCorp, 500 widgets", "account": id::<()>(1), "contacts": [{ "contact": id::<()>(20), "role": "decision_maker", "primary": true }],
                "amount": { "minor": 112_474_115, "currency": "USD" }, "pipeline": builtin(0x100), "stage": builtin(0x115), "probability": 100,
                "closed_on": "2026-06-17", "expected_close": "2026-06-30", "kind": "repeat", "reason": builtin(0x409), "reason_note": "Fast",
                "stage_history": [{ "stage": builtin(0x110), "at": "2026-05-01T00:00:00Z", "probability": 10 },
                    { "stage": builtin(0x115), "at": "2026-06-17T00:00:00Z", "amount": { "minor": 112_474_115, "currency": "USD" }, "probability": 100 }],
                "origin_lead": id::<()>(31),
            }),
        ),
        record(
            Collection::Opportunity,
            41,
            json!({
                "name": "Open", "pipeline": builtin(0x100), "stage": builtin(0x112), "probability": 0, "probability_origin": "manual",
                "forecast_category": "commit", "close_date_slips": 2, "next_step": "Call", "competitors": "Globex",
            }),
        ),
        record(
            Collection::Activity,
            50,
            json!({
                "kind": "call", "subject": "Called", "direction": "outbound", "outcome": "reached", "at": "2026-11-10T10:00:00Z",
                "done_at": "2026-11-10T10:10:00Z", "duration_minutes": 10, "priority": "high", "due": "2026-11-10",
                "links": [{ "collection": "lead", "id": id::<()>(30) }, { "collection": "account", "id": id::<()>(1) }],
            }),
        ),
    ]
}
