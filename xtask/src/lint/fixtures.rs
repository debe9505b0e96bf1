use anyhow::Result;
use serde_json::Value;

use crate::document::COMMON;
use crate::project::Project;
use crate::reference::resolve;
use crate::walk::{self, Operation};

use super::fixture::{self, Fixture};
use super::{Findings, Linted};
use schema::Schemas;

mod schema;

/// The cases that every operation has.
const REQUIRED_CASES: [&str; 2] = ["success", "refusal"];

/// Every operation has its fixtures, and request and response of each are what the document says, or deviate from it
/// as the fixture admits.
pub(super) fn check(project: &Project, documents: &[Linted<'_>], findings: &mut Findings) -> Result<()> {
    for linted in documents.iter().filter(|linted| linted.document.stem != COMMON) {
        let fixtures = fixture::read_all(project, &linted.document.stem)?;
        let operations = walk::operations(&linted.bundled);
        for operation in &operations {
            for case in REQUIRED_CASES {
                let id = operation.id().unwrap_or_default();
                if !fixtures.iter().any(|fixture| fixture.operation == id && fixture.case == case) {
                    let folder = project.examples(&linted.document.stem);
                    let path = folder.join(format!("{id}.{case}.json"));
                    findings.add_at(project.relative(&path).to_string(), "missing");
                }
            }
        }
        let schemas = Schemas::of(&linted.bundled);
        for fixture in &fixtures {
            let place = project.relative(&fixture.path).to_string();
            let operation = operations.iter().find(|operation| operation.id() == Some(&fixture.operation));
            let Some(operation) = operation else {
                findings.add_at(place, format!("{} has no operation {}", linted.document.stem, fixture.operation));
                continue;
            };
            check_members(fixture, &place, findings);
            for (part, problems) in [
                ("request", check_request(fixture, operation, &linted.bundled, &schemas)),
                ("response", check_response(fixture, operation, &linted.bundled, &schemas)),
            ] {
                match (fixture.deviation(part), problems.is_empty()) {
                    (None, _) => problems.iter().for_each(|problem| {
                        findings.add_at(&place, format!("{part}: {problem}"));
                    }),
                    (Some(_), false) => {}
                    (Some(why), true) => {
                        findings.add_at(&place, format!("{part}: is what the document says, though it claims: {why}"));
                    }
                }
            }
        }
    }
    Ok(())
}

fn check_members(fixture: &Fixture, place: &str, findings: &mut Findings) {
    const MEMBERS: [&str; 4] = ["note", "deviates", "request", "response"];
    if !fixture.value["note"].is_string() {
        findings.add_at(place, "has no note");
    }
    for member in fixture.value.as_object().into_iter().flatten().map(|(name, _)| name) {
        if !MEMBERS.contains(&member.as_str()) {
            findings.add_at(place, format!("{member} is not one of {}", MEMBERS.join(", ")));
        }
    }
}

fn check_request(fixture: &Fixture, operation: &Operation<'_>, document: &Value, schemas: &Schemas) -> Vec<String> {
    let request = &fixture.value["request"];
    let mut problems = Vec::new();
    let method = request["method"].as_str().unwrap_or_default();
    if !method.eq_ignore_ascii_case(operation.method) || method != method.to_uppercase() {
        problems.push(format!("the method is {}", operation.method.to_uppercase()));
    }
    if !fits_template(request["path"].as_str().unwrap_or_default(), operation.path) {
        problems.push(format!("the path is not {}", operation.path));
    }

    let empty = serde_json::Map::new();
    let query = request["query"].as_object().unwrap_or(&empty);
    let mut declared = Vec::new();
    for parameter in operation.value["parameters"].as_array().into_iter().flatten() {
        let Some(parameter) = resolve(document, parameter) else { continue };
        let name = parameter["name"].as_str().unwrap_or_default();
        if parameter["in"] != "query" {
            continue;
        }
        declared.push(name);
        match query.get(name) {
            Some(value) => problems.extend(schemas.problems(&parameter["schema"], value)),
            None if parameter["required"] == true => problems.push(format!("{name} is missing")),
            None => {}
        }
    }
    for name in query.keys().filter(|name| !declared.contains(&name.as_str())) {
        problems.push(format!("{name} is not a query parameter"));
    }

    let schema = &operation.value["requestBody"]["content"]["application/json"]["schema"];
    match (schema.is_null(), request.get("body")) {
        (true, Some(_)) => problems.push("the operation takes no body".to_owned()),
        (false, None) => problems.push("the body is missing".to_owned()),
        (false, Some(body)) => {
            problems.extend(schemas.problems(schema, body));
            problems.extend(undescribed(schema, body, document));
        }
        (true, None) => {}
    }
    problems
}

/// Members of a request that the document does not have. In a response they are ignored.
fn undescribed(schema: &Value, body: &Value, document: &Value) -> Vec<String> {
    let properties = resolve(document, schema).and_then(|schema| schema["properties"].as_object());
    let members = body.as_object().into_iter().flatten().map(|(name, _)| name);
    members
        .filter(|name| !properties.is_some_and(|properties| properties.contains_key(*name)))
        .map(|name| format!("{name} is not in the document"))
        .collect()
}

fn check_response(fixture: &Fixture, operation: &Operation<'_>, document: &Value, schemas: &Schemas) -> Vec<String> {
    let response = &fixture.value["response"];
    let Some(status) = response["status"].as_u64() else {
        return vec!["the status is missing".to_owned()];
    };
    let is_success = response["body"]["code"] == 0;
    let mut problems = Vec::new();
    if fixture.case == "success" && !is_success || fixture.case == "refusal" && is_success {
        problems.push(format!("the code does not fit a {}", fixture.case));
    }
    match operation.value["responses"].get(status.to_string()).and_then(|response| resolve(document, response)) {
        None => problems.push(format!("the document has no answer with status {status}")),
        Some(described) => {
            let schema = &described["content"]["application/json"]["schema"];
            problems.extend(schemas.problems(schema, &response["body"]));
        }
    }
    problems
}

fn fits_template(path: &str, template: &str) -> bool {
    let (path, template): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), template.split('/').collect());
    path.len() == template.len()
        && path
            .iter()
            .zip(&template)
            .all(|(part, wanted)| part == wanted || (wanted.starts_with('{') && !part.is_empty()))
}
